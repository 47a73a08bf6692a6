package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http1.ExchangePolicy;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelStats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Several requests on a client's connection, and the connections to targets behind it. */
class KeptConnectionsIT {

  private static final String ONE_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void leadToAnotherTargetWithEachRequest() {
    try (HttpOrigin allowed = HttpOrigin.start();
        HttpOrigin blocked = HttpOrigin.start();
        RunningServer server = RunningServer.start(Configs.blocked(":" + blocked.port() + "$"));
        RawClient client = server.connect()) {
      assertThat(ask(client, "GET", allowed.authority()).status()).isEqualTo(200);
      HttpHead refused = ask(client, "GET", blocked.authority());
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Connection")).isNull();
      assertThat(ask(client, "GET", allowed.authority()).status()).isEqualTo(200);
      assertThat(blocked.connections()).isZero();
      assertThat(allowed.connections()).isEqualTo(1);
      server.awaitEnd();
      assertThat(server.awaitEnd().outcome())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              outcome ->
                  assertThat(outcome.refusal()).isEqualTo(new Forbidden(Forbidden.Rule.BLOCKED)));
      server.awaitEnd();
    }
  }

  @Test
  void haveARecordForEachRequest() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      ask(client, "GET", origin.authority());
      TunnelStats first = server.awaitEnd();
      TunnelStats second = server.awaitEnd();
      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(second.timings().started()).isAfterOrEqualTo(first.timings().started());
      assertThat(second.timings().connect()).isEqualTo(Duration.ZERO);
      assertThat(second.upstream().bytes()).isEqualTo(first.upstream().bytes());
    }
  }

  @Test
  void areNotSharedBetweenClients() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient one = server.connect();
        RawClient other = server.connect()) {
      ask(one, "GET", origin.authority());
      ask(other, "GET", origin.authority());
      ask(one, "GET", origin.authority());
      assertThat(origin.connections()).isEqualTo(2);
      ends(server, 3);
    }
  }

  @Test
  void areSharedBetweenClientsWhenToldSo() {
    ExchangePolicy usual = ExchangePolicy.defaults();
    ExchangePolicy sharing =
        new ExchangePolicy(
            usual.pseudonym(),
            usual.responseTimeout(),
            usual.bodyTimeout(),
            usual.keepAliveTimeout(),
            usual.targetConnections(),
            usual.targetIdleTimeout(),
            true);
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start(Configs.exchanges(sharing))) {
      for (int i = 0; i < 10; i++) {
        try (RawClient client = server.connect()) {
          assertThat(ask(client, "GET", origin.authority()).status()).isEqualTo(200);
        }
      }
      assertThat(origin.connections()).as("one for each event loop at most").isLessThanOrEqualTo(2);
      ends(server, 10);
    }
  }

  @Test
  void areReplacedWhenTheyTurnOutDead() {
    try (ScriptedPeer origin = closingAfterOneAnswer();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      for (int i = 0; i < 20; i++) {
        assertThat(ask(client, "GET", origin.authority()).status()).isEqualTo(200);
      }
      assertThat(origin.connections()).isEqualTo(20);
      ends(server, 20);
    }
  }

  @Test
  void areNotUsedForRequestsThatMustNotBeSentTwice() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      ask(client, "POST", origin.authority());
      assertThat(origin.connections()).isEqualTo(2);
      ends(server, 2);
    }
  }

  @Test
  void areClosedWithTheirClient() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start()) {
      try (RawClient client = server.connect()) {
        ask(client, "GET", origin.authority());
        assertThat(origin.openConnections()).isEqualTo(1);
      }
      origin.awaitOpenConnections(0);
      server.awaitEnd();
    }
  }

  @Test
  void areClosedWhenTheyHaveBeenIdle() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server =
            RunningServer.start(keeping(Duration.ofSeconds(60), Duration.ofMillis(200)));
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      origin.awaitOpenConnections(0);
      assertThat(ask(client, "GET", origin.authority()).status()).isEqualTo(200);
      ends(server, 2);
    }
  }

  @Test
  void areClosedWithoutAWordWhenTheirClientAsksNothingMore() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server =
            RunningServer.start(keeping(Duration.ofMillis(200), Duration.ofSeconds(60)));
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEmpty();
      origin.awaitOpenConnections(0);
      server.awaitEnd();
    }
  }

  @Test
  void doNotHoldUpAStop() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      server.awaitEnd();
      assertThat(server.server().drain(Duration.ofSeconds(10))).isZero();
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEmpty();
    }
  }

  @Test
  void endWithTheAnswerThatIsUnderWayWhenTheProgramStops() {
    try (ScriptedPeer origin =
            ScriptedPeer.start(
                new PeerAction.ReadHead(),
                new PeerAction.Pause(Duration.ofSeconds(1)),
                new PeerAction.Write(ONE_ANSWER),
                new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send(request("GET", origin.authority()));
      server.awaitEstablished();
      CompletableFuture<Integer> drained =
          CompletableFuture.supplyAsync(() -> server.server().drain(Duration.ofSeconds(10)));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("ok");
      assertThat(drained.join()).isZero();
      server.awaitEnd();
    }
  }

  @Test
  void becomeATunnelWithAConnect() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      ask(client, "GET", origin.authority());
      client.openTunnel(origin.authority());
      client.send("GET /inside HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(404);
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      ends(server, 2);
    }
  }

  /** Says nothing of closing, and closes: the usual fate of a connection that is kept. */
  private static ScriptedPeer closingAfterOneAnswer() {
    return ScriptedPeer.start(
        new PeerAction.ReadHead(), new PeerAction.Write(ONE_ANSWER), new PeerAction.Close());
  }

  private static UnaryOperator<ServerConfig> keeping(Duration client, Duration target) {
    ExchangePolicy usual = ExchangePolicy.defaults();
    return Configs.exchanges(
        new ExchangePolicy(
            usual.pseudonym(),
            usual.responseTimeout(),
            usual.bodyTimeout(),
            client,
            usual.targetConnections(),
            target,
            false));
  }

  private static HttpHead ask(RawClient client, String method, String authority) {
    client.send(request(method, authority));
    HttpHead head = client.readHead();
    client.readExactly(Integer.parseInt(head.header("Content-Length")));
    return head;
  }

  private static String request(String method, String authority) {
    return "%1$s http://%2$s/ HTTP/1.1\r\nHost: %2$s\r\n\r\n".formatted(method, authority);
  }

  private static void ends(RunningServer server, int count) {
    for (int i = 0; i < count; i++) {
      server.awaitEnd();
    }
  }
}
