package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that take a tunnel and speak what they like in it. */
class TunnelToolsIT {

  private static final String GET = "GET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;

  @Test
  void opensslSpeaksTls() {
    try (Scene scene = Scene.start(folder)) {
      scene.origin().serve("/file", "through openssl");
      CommandResult result =
          Command.of("openssl", "s_client", "-quiet", "-verify_return_error")
              .and("-proxy", authority(scene.server()), "-connect", scene.target())
              .and("-servername", "localhost", "-CAfile", scene.authority())
              .input(GET)
              .run();
      assertThat(result.successful().stdout())
          .startsWith("HTTP/1.1 200")
          .endsWith("through openssl");
      assertThat(scene.server().awaitEnd().outcome()).isInstanceOf(Outcome.Closed.class);
    }
  }

  @Test
  void pythonSpeaksHttps() {
    try (Scene scene = Scene.start(folder)) {
      scene.origin().serve("/file", "through python");
      String program =
          """
          import http.client, ssl, sys
          proxy, origin, authority = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
          context = ssl.create_default_context(cafile=authority)
          connection = http.client.HTTPSConnection("127.0.0.1", proxy, context=context)
          connection.set_tunnel("localhost", origin)
          connection.request("GET", "/file")
          sys.stdout.write(connection.getresponse().read().decode())
          connection.close()
          """;
      CommandResult result =
          Command.of("python3", "-", port(scene.server()), "" + scene.origin().port())
              .and(scene.authority())
              .input(program)
              .run();
      assertThat(result.successful().stdout()).isEqualTo("through python");
      scene.awaitEnd();
    }
  }

  @Test
  void ncatEndsItsHalfAndReadsOn() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      CommandResult result =
          Command.of("ncat", "--proxy-type", "http", "--proxy", authority(server))
              .and("localhost", "" + target.port())
              .input("through ncat")
              .run();
      assertThat(result.successful().stdout()).isEqualTo("through ncat");
      assertEnded(server, Side.CLIENT);
    }
  }

  @Test
  void socatEndsItsHalfAndReadsOn() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      String proxy =
          "PROXY:127.0.0.1:localhost:%d,proxyport=%s".formatted(target.port(), port(server));
      CommandResult result =
          Command.of("socat", "-t", "10", "-", proxy).input("through socat").run();
      assertThat(result.successful().stdout()).isEqualTo("through socat");
      assertEnded(server, Side.CLIENT);
    }
  }

  @Test
  void sshReachesItsHostThroughAProxyCommand() {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Write("SSH-2.0-Scripted\r\n"),
                new PeerAction.Read("SSH-2.0-OpenSSH".length()),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start()) {
      String ncat = "ncat --proxy-type http --proxy " + authority(server) + " %h %p";
      CommandResult result =
          Command.of("ssh", "-v", "-F", "none", "-o", "BatchMode=yes", "-o", "ProxyCommand=" + ncat)
              .and("-o", "UserKnownHostsFile=/dev/null", "-p", "" + target.port(), "localhost")
              .fromPackage("openssh-client")
              .run();
      assertThat(result.stderr()).contains("remote software version Scripted");
      assertEnded(server, Side.TARGET);
    }
  }

  private static void assertEnded(RunningServer server, Side by) {
    assertThat(server.awaitEnd().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, by));
  }

  private static String authority(RunningServer server) {
    return "127.0.0.1:" + port(server);
  }

  private static String port(RunningServer server) {
    return Integer.toString(server.address().getPort());
  }
}
