package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.RawClient;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;

/** Giving running servers another configuration, and asking them whether they work. */
final class Reloading {

  private Reloading() {}

  static ReloadResult reload(RunningServer server, UnaryOperator<ServerConfig> change) {
    TunnelServer running = server.server();
    return running.reload(change.apply(running.config()));
  }

  static List<String> apply(RunningServer server, UnaryOperator<ServerConfig> change) {
    ReloadResult result = reload(server, change);
    assertThat(result).isInstanceOf(ReloadResult.Applied.class);
    return ((ReloadResult.Applied) result).changed();
  }

  static List<String> problems(RunningServer server, UnaryOperator<ServerConfig> change) {
    ReloadResult result = reload(server, change);
    assertThat(result).isInstanceOf(ReloadResult.Rejected.class);
    return ((ReloadResult.Rejected) result).problems();
  }

  static ListenerConfig listener(String name, int port, Mode mode) {
    return new ListenerConfig(
        name, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), mode, null, null);
  }

  static UnaryOperator<ServerConfig> listeners(ListenerConfig... listeners) {
    return config -> config.withListeners(List.of(listeners));
  }

  static void echoes(RawClient client) {
    client.send("ping");
    assertThat(client.readExactly(4)).isEqualTo("ping");
  }

  static void end(RawClient client, RunningServer server) {
    client.halfClose();
    client.readToEnd().endedBy(Ending.FIN);
    server.awaitEnd();
  }

  static int status(RunningServer server, String authority) {
    try (RawClient client = server.connect()) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
      return client.readHead().status();
    } finally {
      server.awaitEnd();
    }
  }

  static boolean isRefused(InetSocketAddress address) {
    try (RawClient _ = RawClient.connect(address)) {
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (MutePeer peer = MutePeer.start()) {
      return peer.port();
    }
  }
}
