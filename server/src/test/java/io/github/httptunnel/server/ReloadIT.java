package io.github.httptunnel.server;

import static io.github.httptunnel.server.Reloading.apply;
import static io.github.httptunnel.server.Reloading.echoes;
import static io.github.httptunnel.server.Reloading.end;
import static io.github.httptunnel.server.Reloading.problems;
import static io.github.httptunnel.server.Reloading.reload;
import static io.github.httptunnel.server.Reloading.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.config.ConfigError;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Side;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A running server is given other rules. */
class ReloadIT {

  @Test
  void newRulesHoldForTheNextRequest() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      assertThat(status(server, target.authority())).isEqualTo(200);
      assertThat(apply(server, Configs.blocked("."))).containsExactly("access");
      assertThat(status(server, target.authority())).isEqualTo(403);
      apply(server, Configs.ports(target.port()));
      assertThat(status(server, target.authority())).isEqualTo(200);
    }
  }

  @Test
  void newRulesHoldForTheNextRequestOfAConnection() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      String request =
          "GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(origin.authority());
      client.send(request);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readExactly(2)).isEqualTo("ok");
      server.awaitEnd();
      apply(server, Configs.blocked("."));
      client.send(request);
      assertThat(client.readHead().status()).isEqualTo(403);
      server.awaitEnd();
      assertThat(origin.connections()).isOne();
    }
  }

  @Test
  void endsTunnelsThatAreDeniedNowWithinASecondAndNoOther() {
    try (EchoPeer one = EchoPeer.start();
        EchoPeer other = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient denied = server.tunnel(one.authority());
        RawClient allowed = server.tunnel(other.authority())) {
      echoes(denied);
      echoes(allowed);
      apply(server, Configs.blocked(":" + one.port() + "$"));
      assertThat(denied.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
      echoes(allowed);
      end(allowed, server);
    }
  }

  @Test
  void endsTunnelsWhoseAddressIsDeniedNow() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.tunnel("localhost:" + target.port())) {
      echoes(client);
      apply(server, Configs.privateTargetsDenied());
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
    }
  }

  @Test
  void leavesTunnelsOfBeforeAloneIfTheOperatorWantsIt() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(config -> config.toBuilder().revokeAfter(null).build());
        RawClient client = server.tunnel(target.authority())) {
      echoes(client);
      apply(server, Configs.blocked("."));
      assertThat(status(server, target.authority())).isEqualTo(403);
      echoes(client);
      end(client, server);
    }
  }

  @Test
  void endsTunnelsOfClientsThatAreNotServedAnyMore() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.tunnel(target.authority())) {
      echoes(client);
      apply(server, Configs.from("192.0.2.0/24"));
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
      server.assertTurnsAway();
    }
  }

  @Test
  void refusesRequestsOfClientsThatAreNotServedAnyMore() {
    try (RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send("CONNECT a.example:443 HT");
      await().until(() -> server.server().listeners().getFirst().connections() == 1);
      apply(server, Configs.from("192.0.2.0/24"));
      client.send("TP/1.1\r\nHost: a.example:443\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(403);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Forbidden(Forbidden.Rule.CLIENT), Phase.DECIDE));
    }
  }

  @Test
  void closesIdleConnectionsOfClientsThatAreNotServedAnyMore() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send("GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(origin.authority()));
      assertThat(client.readHead().status()).isEqualTo(200);
      server.awaitEnd();
      apply(server, Configs.from("192.0.2.0/24"));
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.FIN);
    }
  }

  @Test
  void aLowerLimitCountsTheTunnelsThatAreThere() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.tunnel(target.authority())) {
      apply(server, Configs.maxTunnels(1));
      assertThat(status(server, target.authority())).isEqualTo(503);
      echoes(client);
      end(client, server);
      assertThat(status(server, target.authority())).isEqualTo(200);
    }
  }

  @Test
  void saysWhatNeedsARestartAndAppliesTheRest() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      ReloadResult result =
          reload(
              server,
              config ->
                  Configs.blocked(".").apply(config).toBuilder()
                      .relayEngine(RelayEngine.CHANNEL)
                      .build());
      assertThat(result)
          .isEqualTo(new ReloadResult.Applied(List.of("access"), List.of("relay_engine")));
      assertThat(status(server, target.authority())).isEqualTo(403);
    }
  }

  @Test
  void aServerThatDrainsIsNotReloaded() {
    try (RunningServer server = RunningServer.start()) {
      server.server().drain(Duration.ZERO);
      assertThat(problems(server, Configs.blocked(".")))
          .singleElement()
          .asString()
          .contains("stop");
    }
  }

  @Test
  void countsWhatCameOfIt() {
    try (RunningServer server = RunningServer.start()) {
      apply(server, UnaryOperator.identity());
      server
          .server()
          .reload(() ->
              new ConfigResult.Rejected("x", List.of(new ConfigError("x", null, "", "bad", null))));
      assertThat(server.server().reloads().applied()).isOne();
      assertThat(server.server().reloads().rejected()).isOne();
      assertThat(server.server().reloads().lastSuccess()).isNotNull();
    }
  }
}
