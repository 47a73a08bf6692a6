package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each connection takes one place while its socket is open, whichever way it ends. */
@Execution(CONCURRENT)
class ConnectionBudgetIT {

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void aTunnelTakesTwoPlacesUntilBothSidesHaveFinished(Door door) {
    try (Passage passage = doors.open(door, RelayRules.defaults(), 0, 0)) {
      assertTaken(passage.server(), 1, 1);
      passage.client().halfClose();
      passage.target().halfClose();
      passage.client().close();
      assertTaken(passage.server(), 0, 0);
      passage.server().awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void aTunnelTakesNoneAfterAReset(Door door) {
    try (Passage passage = doors.open(door, RelayRules.defaults(), 0, 0)) {
      passage.client().reset();
      assertTaken(passage.server(), 0, 0);
      passage.server().awaitEnd();
    }
  }

  @Test
  void anExchangeLeavesThePlaceOfAKeptTargetTaken() {
    try (Passage passage = doors.download(Door.PLAIN, RelayRules.defaults(), 1)) {
      passage.target().send("x");
      passage.client().readExactly(1);
      passage.finish(passage.client());
      assertTaken(passage.server(), 1, 1);
      passage.client().close();
      assertTaken(passage.server(), 0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void aTunnelTakesNoneAfterItHasBeenCutOff(Door door) {
    try (Passage passage = doors.open(door, RelayRules.defaults(), 0, 0)) {
      passage.server().server().drain(Duration.ZERO);
      assertTaken(passage.server(), 0, 0);
      passage.server().awaitEnd();
    }
  }

  @Test
  void aRefusedDialTakesNone() {
    try (ClosedPort closed = ClosedPort.reserve();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(closed.authority()));
      client.readToEnd();
      client.reset();
      assertTaken(server, 0, 0);
      server.awaitEnd();
    }
  }

  @Test
  void aClientThatNeverAskedTakesOne() {
    try (RunningServer server = RunningServer.start()) {
      RawClient client = server.connect();
      assertTaken(server, 1, 0);
      client.reset();
      assertTaken(server, 0, 0);
    }
  }

  private static void assertTaken(RunningServer server, int clients, int targets) {
    ConnectionBudget connections = server.server().overload().connections();
    await()
        .untilAsserted(() -> {
          assertThat(connections.clients()).isEqualTo(clients);
          assertThat(connections.targets()).isEqualTo(targets);
        });
  }
}
