package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Clients that leave while their target has not answered yet. */
class AbandonIT {

  private static final int CLIENTS = 50;

  /** They are gone within a second; a busy machine may take longer, but not the whole timeout. */
  private static final Duration WELL_BEFORE_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  @Test
  void nothingIsLeftOfClientsThatReset() {
    assertNothingIsLeft(RawClient::reset);
  }

  @Test
  void nothingIsLeftOfClientsThatClose() {
    assertNothingIsLeft(RawClient::close);
  }

  private static void assertNothingIsLeft(Consumer<RawClient> leave) {
    try (BlackholePort silent = BlackholePort.open();
        EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.maxTunnels(CLIENTS))) {
      List<RawClient> clients = Together.run(CLIENTS, _ -> ask(server, silent.authority()));
      await().until(() -> TcpTable.dialing(silent.address().getPort()) == CLIENTS);
      clients.forEach(leave);
      await()
          .atMost(WELL_BEFORE_CONNECT_TIMEOUT)
          .until(() -> TcpTable.dialing(silent.address().getPort()) == 0);
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(server.awaitEnd().outcome()).isEqualTo(new Outcome.Abandoned(Phase.CONNECT));
      }
      assertAllPlacesAreFree(server, target);
    }
  }

  private static RawClient ask(RunningServer server, String authority) {
    RawClient client = server.connect();
    client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
    return client;
  }

  private static void assertAllPlacesAreFree(RunningServer server, EchoPeer target) {
    List<RawClient> tunnels = Together.run(CLIENTS, _ -> server.tunnel(target.authority()));
    assertThat(server.server().live()).isEqualTo(CLIENTS);
    tunnels.forEach(RawClient::close);
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(server.awaitEnd().outcome()).isInstanceOf(Outcome.Closed.class);
    }
  }
}
