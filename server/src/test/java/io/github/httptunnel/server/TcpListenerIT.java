package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.Target;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener whose every connection leads to one target, whatever is spoken. */
class TcpListenerIT {

  @Test
  void relaysAProtocolWhoseClientBegins() {
    try (ScriptedPeer target =
            ScriptedPeer.start(new PeerAction.ReadHead(), new PeerAction.Write("+PONG\r\n"));
        RunningServer server = leadingTo(target.address());
        RawClient client = server.connect()) {
      client.send("*1\r\n$4\r\nPING\r\n\r\n");
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("+PONG\r\n");
      client.halfClose();
      assertEnded(server, Side.TARGET);
    }
  }

  @Test
  void relaysAProtocolWhoseServerBegins() {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Write("220 ready\r\n"),
                new PeerAction.Read("QUIT\r\n".length()),
                new PeerAction.Write("221 bye\r\n"),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd());
        RunningServer server = leadingTo(target.address());
        RawClient client = server.connect()) {
      assertThat(client.readExactly(11)).isEqualTo("220 ready\r\n");
      client.send("QUIT\r\n");
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("221 bye\r\n");
      client.halfClose();
      assertEnded(server, Side.TARGET);
    }
  }

  @Test
  void passesOnWhatLooksLikeARequestToAProxy() {
    String connect = "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n";
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = leadingTo(target.address())) {
      assertEchoes(server.connect(), connect);
      assertEnded(server, Side.CLIENT);
    }
  }

  @Test
  void asksNoRuleAboutTheOperatorsOwnTarget() {
    Pattern everything = Pattern.compile("");
    AccessConfig nothing =
        new AccessConfig(
            null, everything, Set.of(443), null, AccessConfig.PrivateTargets.DENY, List.of());
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                _ -> leadingTo(target.address(), null).toBuilder().access(nothing).build())) {
      assertEchoes(server.connect(), "hello");
      assertEnded(server, Side.CLIENT);
    }
  }

  @Test
  void relaysBehindTls(@TempDir Path folder) {
    Certificates certificates = Certificates.create();
    Identity identity = certificates.server();
    KeyMaterial keys =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(_ -> leadingTo(target.address(), keys))) {
      try (RawClient client =
          server.connect().startTls(certificates.clientContext(), "localhost")) {
        client.send("hello");
        assertThat(client.readExactly(5)).isEqualTo("hello");
      }
      assertEnded(server, Side.CLIENT);
    }
  }

  private static RunningServer leadingTo(InetSocketAddress address) {
    return RunningServer.start(_ -> leadingTo(address, null));
  }

  private static ServerConfig leadingTo(InetSocketAddress address, @Nullable KeyMaterial keys) {
    Target target = new Target(new Host.Address(address.getAddress()), address.getPort());
    return RunningServer.onAnyPort(new Mode.Tcp(target), keys);
  }

  private static void assertEchoes(RawClient client, String text) {
    try (client) {
      client.send(text);
      client.halfClose();
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo(text);
    }
  }

  private static void assertEnded(RunningServer server, Side by) {
    assertThat(server.awaitEnd().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, by));
  }
}
