package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the admin listener tells of a server, by what has happened to it. */
class StatusIT {

  private static final String STATUS = "/api/v1/status";
  private static final String HISTORY = "/api/v1/history";

  @Test
  void tellsOfTheTrafficThereIs() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      try (RawClient client = stage.server().tunnel(target.authority())) {
        client.send("twelve bytes");
        client.readExactly(12);
        JsonNode status = stage.get(STATUS);
        assertThat(status.path("version").asString()).isEqualTo("1.2.3");
        assertThat(status.path("state").asString()).isEqualTo("serving");
        assertThat(status.at("/traffic/upstream_bytes").asInt()).isEqualTo(12);
        assertThat(status.at("/tunnels/active").asInt()).isEqualTo(1);
        JsonNode listener = status.at("/listeners/0");
        assertThat(listener.path("name").asString()).isEqualTo("main");
        assertThat(listener.path("address").asString())
            .isEqualTo("127.0.0.1:" + stage.server().address().getPort());
        assertThat(listener.path("connections").asInt()).isEqualTo(1);
        assertThat(listener.path("tunnels").asInt()).isEqualTo(1);
        assertThat(status.toString()).doesNotContain(target.authority());
      }
      stage.server().awaitEnd();
    }
  }

  @Test
  void countsHowRequestsEnd() {
    try (EchoPeer target = EchoPeer.start();
        ClosedPort nobody = ClosedPort.reserve();
        AdminStage stage = AdminStage.open()) {
      stage.server().tunnel(target.authority()).close();
      stage.server().awaitEnd();
      try (RawClient client = stage.server().connect()) {
        client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(nobody.authority()));
        client.readToEnd();
        stage.server().awaitEnd();
      }
      JsonNode status = stage.get(STATUS);
      assertThat(status.at("/tunnels/closed").asInt()).isEqualTo(1);
      assertThat(status.at("/tunnels/refused").asInt()).isEqualTo(1);
      assertThat(status.at("/refusals/unreachable_refused").asInt()).isEqualTo(1);
      assertThat(status.at("/closes/end_of_stream").asInt()).isEqualTo(1);
      assertThat(status.at("/latency/connect/count").asInt()).isEqualTo(1);
      assertThat(status.at("/latency/connect/p50_micros").asInt()).isPositive();
    }
  }

  @Test
  void tellsHowMuchGoesByNow() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      try (RawClient client = stage.server().tunnel(target.authority())) {
        stage.get(STATUS);
        client.send("x".repeat(1_000_000));
        client.readExactly(1_000_000);
        JsonNode status = stage.get(STATUS);
        assertThat(status.at("/traffic/upstream_bytes_per_second").asLong()).isPositive();
        assertThat(status.at("/traffic/downstream_bytes_per_second").asLong()).isPositive();
      }
      stage.server().awaitEnd();
    }
  }

  @Test
  void tellsHowReloadsWent() {
    try (AdminStage stage = AdminStage.open()) {
      assertThat(stage.get(STATUS).at("/reload/last").isMissingNode()).isTrue();
      assertThat(
              stage
                  .server()
                  .server()
                  .reload(Configs.blocked(".").apply(stage.server().server().config())))
          .isInstanceOf(ReloadResult.Applied.class);
      JsonNode last = stage.get(STATUS).at("/reload/last");
      assertThat(last.path("result").asString()).isEqualTo("applied");
      assertThat(last.path("errors").asInt()).isZero();
    }
  }

  @Test
  void saysItForPeopleToo() {
    try (AdminStage stage = AdminStage.open()) {
      assertThat(stage.ask("GET " + STATUS, "Accept: text/plain\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .contains("http-tunnel 1.2.3, serving, up ")
          .contains("\ntunnels   0 of ");
    }
  }

  @Test
  void sendsAStatusEachSecond() {
    try (AdminStage stage = AdminStage.open();
        RawClient reader = stage.begin("GET /api/v1/events", "")) {
      assertThat(reader.readHead().header("Content-Type")).isEqualTo("text/event-stream");
      StringBuilder seen = new StringBuilder();
      await()
          .until(() -> {
            seen.append(reader.receive(Duration.ofMillis(100)).text());
            return seen.toString().split("event: status\ndata: \\{", -1).length > 2;
          });
      assertThat(seen.toString()).contains("}\n\n");
    }
  }

  @Test
  void remembersWhatWasWhenNobodyLooked() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      try (RawClient client = stage.server().tunnel(target.authority())) {
        client.send("x".repeat(1000));
        client.readExactly(1000);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> stage.get(HISTORY).path("age_millis").size() > 0);
        JsonNode history = stage.get(HISTORY);
        assertThat(history.at("/downstream_bytes_per_second/0").asLong()).isPositive();
        assertThat(history.at("/tunnels/0").asInt()).isEqualTo(1);
        assertThat(history.at("/requests_per_minute/0").asInt()).isPositive();
        assertThat(history.at("/connect/p50_micros/0").isNull()).isTrue();
      }
      stage.server().awaitEnd();
    }
  }

  @Test
  void aBoundedNumberOfReadersListens() {
    List<RawClient> readers = new ArrayList<>();
    try (AdminStage stage = AdminStage.open()) {
      for (int i = 0; i < 16; i++) {
        readers.add(stage.begin("GET /api/v1/events", ""));
        assertThat(readers.getLast().readHead().status()).isEqualTo(200);
      }
      assertThat(stage.ask("GET /api/v1/events", "")).startsWith("HTTP/1.1 503 ");
      assertThat(stage.ask("GET /healthz", "")).startsWith("HTTP/1.1 200 ");
      readers.removeFirst().close();
      await().until(() -> isListening(stage));
    } finally {
      readers.forEach(RawClient::close);
    }
  }

  private static boolean isListening(AdminStage stage) {
    try (RawClient reader = stage.begin("GET /api/v1/events", "")) {
      return reader.readHead().status() == 200;
    }
  }

  @Test
  void isNotReadyWhileItsProbeCannotBeReached() {
    try (ClosedPort nobody = ClosedPort.reserve();
        AdminStage stage =
            AdminStage.open(UnaryOperator.identity(), probing(nobody.address().getPort()))) {
      assertThat(stage.ask("GET /readyz", ""))
          .startsWith("HTTP/1.1 503 ")
          .endsWith("what admin.ready_probe names was not reached\n");
    }
  }

  @Test
  void isReadyOnceItsProbeWasReached() {
    try (EchoPeer peer = EchoPeer.start();
        AdminStage stage = AdminStage.open(UnaryOperator.identity(), probing(peer.port()))) {
      await().until(() -> stage.ask("GET /readyz", "").startsWith("HTTP/1.1 200 "));
    }
  }

  private static AdminConfig probing(int port) {
    Target target = new Target(new Host.Address(InetAddress.getLoopbackAddress()), port);
    return new AdminConfig(AdminConfig.DEFAULT_BIND, false, null, List.of(), target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "history", "config"})
  void takesNoParameter(String document) {
    try (AdminStage stage = AdminStage.open()) {
      assertThat(stage.ask("GET /api/v1/" + document + "?full=1", ""))
          .startsWith("HTTP/1.1 400 ")
          .endsWith("full: unknown parameter (expected: none)\n");
    }
  }
}
