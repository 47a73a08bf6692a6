package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.assembly.BindResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listeners do before any request: who may connect, and where a fixed target leads. */
class ListenersIT {

  @Test
  void servesOnlyTheClientsItIsFor() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(config -> only("127.0.0.9/32", config));
        RawClient known = RawClient.to(server.address()).from("127.0.0.9").connect()) {
      assertThat(endOfConnection(server)).isEqualTo(Ending.RESET);
      assertThat(known.openTunnel(target.authority()).status()).isEqualTo(200);
      known.halfClose();
      assertThat(known.readToEnd().ending()).isEqualTo(Ending.FIN);
      assertThat(server.awaitEnd().client().address()).isEqualTo(known.localAddress());
    }
  }

  @Test
  void relaysATcpListenerToItsTarget() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(_ -> to(target.authority()));
        RawClient client = server.connect()) {
      client.send("no protocol at all");
      assertThat(client.readExactly(18)).isEqualTo("no protocol at all");
      client.halfClose();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.FIN);
      assertThat(server.awaitEnd().client().protocol()).isEqualTo("tcp");
    }
  }

  @Test
  void resetsTheClientOfATcpListenerWhoseTargetRefuses() {
    try (ClosedPort nobody = ClosedPort.reserve();
        RunningServer server = RunningServer.start(_ -> to(nobody.authority()))) {
      assertThat(endOfConnection(server)).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal())
                      .isEqualTo(new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED)));
    }
  }

  @Test
  void doesNotStartATcpListenerThatLeadsToItself() {
    int port = freePort();
    ServerConfig config = to("127.0.0.1:" + port);
    ListenerConfig listener = config.listeners().getFirst();
    ServerConfig toItself =
        config.withListeners(
            List.of(
                new ListenerConfig(
                    "loop",
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    listener.mode(),
                    null,
                    null)));
    try (TunnelServer server = TunnelServer.build(toItself, _ -> {})) {
      assertThat(server.bind())
          .isInstanceOfSatisfying(
              BindResult.Failed.class,
              failed -> assertThat(failed.problem()).contains("loop", "itself"));
    }
  }

  @Test
  void opensNoListenerWhenOneCannotBeOpened() {
    try (MutePeer taken = MutePeer.start()) {
      ListenerConfig free = RunningServer.onAnyPort(new Mode.Http()).listeners().getFirst();
      ListenerConfig busy =
          new ListenerConfig("busy", taken.address(), new Mode.Http(), null, null);
      ServerConfig config = ServerConfig.defaults().withListeners(List.of(free, busy));
      try (TunnelServer server = TunnelServer.build(config, _ -> {})) {
        assertThat(server.bind())
            .isInstanceOfSatisfying(
                BindResult.Failed.class,
                failed ->
                    assertThat(failed.problem())
                        .contains("in use", Integer.toString(taken.port())));
      }
    }
  }

  /** How a connection ends that sends nothing; a reset may come before connect() returns. */
  private static Ending endOfConnection(RunningServer server) {
    try (RawClient client = server.connect()) {
      return client.readToEnd().ending();
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("reset");
      return Ending.RESET;
    }
  }

  private static ServerConfig only(String clients, ServerConfig config) {
    return config.withListeners(
        List.of(config.listeners().getFirst().withFrom(List.of(Cidr.parse(clients)))));
  }

  private static ServerConfig to(String authority) {
    return RunningServer.onAnyPort(new Mode.Tcp(target(authority)));
  }

  private static Target target(String authority) {
    return ((TargetSyntax.Valid) TargetSyntax.parse(authority)).target();
  }

  /** A port that was free a moment ago: the listener must know its own number beforehand. */
  private static int freePort() {
    try (MutePeer peer = MutePeer.start()) {
      return peer.port();
    }
  }
}
