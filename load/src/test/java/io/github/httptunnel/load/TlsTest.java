package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TlsTest {

  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private Loop loop;

  @BeforeEach
  void start() throws IOException {
    loop = Loop.start("test", result::completeExceptionally);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void carriesMoreThanItsBuffersHoldBothWays() {
    byte[] sent = new byte[1_000_000];
    new Random(1).nextBytes(sent);
    Certificates certificates = Certificates.create();
    try (EchoPeer peer = EchoPeer.startTls(certificates.serverContext(certificates.server()))) {
      open(peer.address(), wire -> wire.become(new Exchange(wire, ByteBuffer.wrap(sent))));
      assertThat(received()).isEqualTo(sent);
      assertThat(peer.awaitEnding()).isEqualTo(Ending.FIN);
    }
  }

  @Test
  void failsWhenThePeerSpeaksNoTls() {
    try (ScriptedPeer peer = ScriptedPeer.start(new PeerAction.Write("HTTP/1.1 400 Bad\r\n\r\n"))) {
      open(peer.address(), _ -> {});
      assertThatThrownBy(this::received)
          .hasStackTraceContaining("cannot open a tunnel through 127.0.0.1:")
          .hasRootCauseInstanceOf(javax.net.ssl.SSLException.class);
    }
  }

  @Test
  void failsWhenThePeerEndsTheHandshake() {
    try (ScriptedPeer peer =
        ScriptedPeer.start(
            new PeerAction.Read(1), new PeerAction.HalfClose(), new PeerAction.ReadToEnd())) {
      open(peer.address(), _ -> {});
      assertThatThrownBy(this::received).hasStackTraceContaining("it ended the TLS handshake");
    }
  }

  private void open(InetSocketAddress peer, Opening.Opened opened) {
    loop.execute(
        () -> Opening.start(loop, new Route(peer, List.of(), TrustAll.context()), null, opened));
  }

  private byte[] received() {
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Sends everything and reads as much; then closes. */
  private final class Exchange implements Activity {

    private final Wire wire;
    private final ByteBuffer left;
    private final int goal;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Exchange(Wire wire, ByteBuffer left) {
      this.wire = wire;
      this.left = left;
      this.goal = left.remaining();
    }

    @Override
    public int interest() {
      return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
    }

    @Override
    public void ready() throws IOException {
      wire.write(left);
      if (wire.read() > 0) {
        ByteBuffer part = wire.loop().scratch().flip();
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        received.writeBytes(bytes);
      }
      if (received.size() >= goal) {
        wire.close();
        result.complete(received.toByteArray());
      }
    }
  }
}
