package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What curl makes of answers, by how their origin marks where they end (RFC 9112 §6.3). */
class CurlFramingIT {

  private static final String BODY = Payload.of(20_000).text();
  private static final int PARTIAL_FILE = 18;
  private static final int CONNECTION_RESET = 56;

  @TempDir Path folder;

  /** The marks. */
  enum Framing {
    LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n", ""),
    CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4E20\r\n", "\r\n0\r\n\r\n"),
    TRAILERS(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4E20\r\n", "\r\n0\r\nA: b\r\n\r\n"),
    END_OF_CONNECTION("HTTP/1.1 200 OK\r\n\r\n", ""),
    END_OF_OLD_CONNECTION("HTTP/1.0 200 OK\r\n\r\n", "");

    private final String before;
    private final String after;

    Framing(String before, String after) {
      this.before = before;
      this.after = after;
    }

    ScriptedPeer origin(int bytes) {
      String sent = before + BODY.substring(0, bytes) + (bytes == BODY.length() ? after : "");
      return ScriptedPeer.start(new PeerAction.ReadHead(), new PeerAction.Write(sent));
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryByte(Framing framing) {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP);
        ScriptedPeer origin = framing.origin(BODY.length())) {
      curl(scene, origin).run().successful();
      assertThat(folder.resolve("download")).hasBinaryContent(Payload.of(20_000).bytes());
      awaitEnd(scene, CloseReason.END_OF_STREAM, Side.CLIENT);
    }
  }

  /** A client of HTTP/1.0 knows no chunks: without their marks taken off it would keep them. */
  @ParameterizedTest
  @EnumSource
  void readsEveryByteInHttp10(Framing framing) {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP);
        ScriptedPeer origin = framing.origin(BODY.length())) {
      curl(scene, origin).and("--http1.0", "--raw").run().successful();
      assertThat(folder.resolve("download")).hasBinaryContent(Payload.of(20_000).bytes());
      awaitEnd(scene, CloseReason.END_OF_STREAM, Side.CLIENT);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "END_OF_.*")
  void seesThatTheEndIsMissing(Framing framing) {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP);
        ScriptedPeer origin = framing.origin(BODY.length() - 1)) {
      assertThat(curl(scene, origin).run().exit()).isIn(PARTIAL_FILE, CONNECTION_RESET);
      awaitEnd(scene, CloseReason.INCOMPLETE, Side.TARGET);
    }
  }

  private Command curl(Scene scene, ScriptedPeer origin) {
    String file = folder.resolve("download").toString();
    return Curl.through(scene, "-o", file, "http://" + origin.authority() + "/");
  }

  private static void awaitEnd(Scene scene, CloseReason reason, Side by) {
    assertThat(scene.server().awaitEnd().outcome()).isEqualTo(new Outcome.Closed(reason, by));
  }
}
