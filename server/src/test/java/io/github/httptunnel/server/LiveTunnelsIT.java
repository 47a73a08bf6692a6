package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Live tunnels, shown and ended by the operator. */
class LiveTunnelsIT {

  private static final String TUNNELS = "/api/v1/tunnels";
  private static final Outcome KILLED = new Outcome.Closed(CloseReason.KILLED, Side.PROXY);

  private static List<RawClient> tunnels(AdminStage stage, EchoPeer target, int count) {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(stage.server().tunnel(target.authority()));
      stage.server().awaitEstablished();
    }
    return clients;
  }

  private static void end(AdminStage stage, List<RawClient> clients) {
    for (RawClient client : clients) {
      client.close();
      stage.server().awaitEnd();
    }
  }

  private static UnaryOperator<ServerConfig> naming() {
    LogConfig log = LogConfig.defaults();
    return config ->
        config.toBuilder()
            .log(
                new LogConfig(
                    log.level(),
                    log.format(),
                    log.recordTemplate(),
                    true,
                    true,
                    true,
                    null,
                    log.rotateBytes(),
                    log.keep()))
            .build();
  }

  @Test
  void showsATunnelWithoutSayingWhoseItIs() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 1);
      clients.getFirst().send("12345");
      clients.getFirst().readExactly(5);
      JsonNode table = stage.get(TUNNELS);
      assertThat(table.path("total").asInt()).isEqualTo(1);
      assertThat(table.path("matched").asInt()).isEqualTo(1);
      JsonNode tunnel = table.at("/tunnels/0");
      assertThat(tunnel.propertyNames())
          .containsExactly(
              "id",
              "listener",
              "protocol",
              "kind",
              "phase",
              "age_millis",
              "upstream_bytes",
              "downstream_bytes",
              "upstream_bytes_per_second",
              "downstream_bytes_per_second");
      assertThat(tunnel.path("id").asString()).matches("[0-9a-f]{32}");
      assertThat(tunnel.path("listener").asString()).isEqualTo("main");
      assertThat(tunnel.path("phase").asString()).isEqualTo("relay");
      assertThat(tunnel.path("upstream_bytes").asInt()).isEqualTo(5);
      end(stage, clients);
      assertThat(stage.get(TUNNELS).path("total").asInt()).isZero();
    }
  }

  @Test
  void namesWhatRecordsMayName() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open(naming())) {
      List<RawClient> clients = tunnels(stage, target, 1);
      JsonNode tunnel = stage.get(TUNNELS).at("/tunnels/0");
      assertThat(tunnel.path("target").asString()).isEqualTo(target.authority());
      assertThat(tunnel.path("client").asString()).isEqualTo("127.0.0.1");
      for (String filter :
          List.of("target=127.0.0.1", "target=" + target.authority(), "client=127.0.0.1")) {
        assertThat(stage.get(TUNNELS + "?" + filter).path("matched").asInt()).isEqualTo(1);
      }
      assertThat(stage.get(TUNNELS + "?client=127.0.0.2").path("matched").asInt()).isZero();
      end(stage, clients);
    }
  }

  @Test
  void showsItForPeopleToo() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 1);
      assertThat(stage.ask("GET " + TUNNELS, "Accept: text/plain\r\n"))
          .contains("AGE", "UP/S", "relay  main", "ID\n");
      end(stage, clients);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "listener=main, 3",
    "listener=other, 0",
    "protocol=none, 0",
    "kind=tunnel, 3",
    "kind=exchange, 0",
    "phase=relay, 3",
    "phase=connect, 0",
    "min_age_seconds=0, 3",
    "min_age_seconds=3600, 0",
    "min_bytes_per_second=1000000000, 0",
    "rule=none, 0",
    "listener=main&phase=connect, 0"
  })
  void showsThoseThatAllFiltersFit(String filter, int matched) {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 3);
      JsonNode table = stage.get(TUNNELS + "?" + filter);
      assertThat(table.path("total").asInt()).isEqualTo(3);
      assertThat(table.path("matched").asInt()).isEqualTo(matched);
      assertThat(table.path("tunnels").size()).isEqualTo(matched);
      end(stage, clients);
    }
  }

  @Test
  void isReadPageByPage() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 5);
      List<String> ids = new ArrayList<>();
      for (int offset = 0; offset < 6; offset += 2) {
        JsonNode page = stage.get(TUNNELS + "?sort=bytes&limit=2&offset=" + offset);
        assertThat(page.path("matched").asInt()).isEqualTo(5);
        page.path("tunnels").forEach(tunnel -> ids.add(tunnel.path("id").asString()));
      }
      assertThat(ids).hasSize(5).doesNotHaveDuplicates();
      end(stage, clients);
    }
  }

  @Test
  void sortsByWhatWasCarried() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 3);
      for (int i = 0; i < 3; i++) {
        clients.get(i).send("x".repeat(10 * i + 1));
        clients.get(i).readExactly(10 * i + 1);
      }
      assertThat(bytes(stage.get(TUNNELS + "?sort=bytes"))).containsExactly(21, 11, 1);
      assertThat(bytes(stage.get(TUNNELS + "?sort=bytes&order=reversed")))
          .containsExactly(1, 11, 21);
      end(stage, clients);
    }
  }

  private static List<Integer> bytes(JsonNode table) {
    List<Integer> bytes = new ArrayList<>();
    table.path("tunnels").forEach(tunnel -> bytes.add(tunnel.path("upstream_bytes").asInt()));
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=x",
        "offset=-1",
        "sort=id",
        "phase=gone",
        "colour=red",
        "kind=tunnel&kind=tunnel",
        "target=127.0.0.1",
        "client=127.0.0.1",
        "user=ann"
      })
  void namesAParameterThatCannotBeUsed(String query) {
    try (AdminStage stage = AdminStage.open()) {
      assertThat(stage.ask("GET " + TUNNELS + "?" + query, ""))
          .startsWith("HTTP/1.1 400 ")
          .contains("\r\n\r\n" + query.substring(0, query.indexOf('=')) + ": ");
    }
  }

  @Test
  void endsTheOneThatIsMeant() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 2);
      String id = stage.get(TUNNELS).at("/tunnels/0/id").asString();
      assertThat(stage.end(TUNNELS + "/" + id).path("ended").asInt()).isEqualTo(1);
      assertThat(stage.server().awaitEnd().outcome()).isEqualTo(KILLED);
      assertThat(stage.ask("DELETE " + TUNNELS + "/" + id, AdminStage.OWN))
          .startsWith("HTTP/1.1 404 ");
      assertThat(stage.get(TUNNELS).path("total").asInt()).isEqualTo(1);
      clients.forEach(RawClient::close);
      stage.server().awaitEnd();
    }
  }

  @Test
  void endsThoseThatTheFiltersFit() {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 3);
      assertThat(stage.end(TUNNELS + "?listener=other").path("ended").asInt()).isZero();
      assertThat(stage.end(TUNNELS + "?listener=main&phase=relay").path("ended").asInt())
          .isEqualTo(3);
      for (RawClient client : clients) {
        assertThat(client.discardToEnd()).isEqualTo(Ending.RESET);
        assertThat(stage.server().awaitEnd().outcome()).isEqualTo(KILLED);
        client.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?limit=1", "?listener=main&colour=red"})
  void endsNothingWithoutAFilterItKnows(String query) {
    try (EchoPeer target = EchoPeer.start();
        AdminStage stage = AdminStage.open()) {
      List<RawClient> clients = tunnels(stage, target, 1);
      assertThat(stage.ask("DELETE " + TUNNELS + query, AdminStage.OWN))
          .startsWith("HTTP/1.1 400 ");
      assertThat(stage.ask("DELETE " + TUNNELS + "?listener=main", "")).startsWith("HTTP/1.1 403 ");
      assertThat(stage.get(TUNNELS).path("total").asInt()).isEqualTo(1);
      end(stage, clients);
    }
  }
}
