package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.limit.Rate;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that has as much as it may have is told so, and another one is served. */
class LimitsIT {

  private static final String OTHER = "127.0.0.2";

  @Test
  void connectionsOfOneClient() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(new PerClient(2, null, null, null, null));
        RawClient first = server.tunnel(target.authority());
        RawClient second = server.tunnel(target.authority())) {
      assertTurnedAway(server, 429);
      assertOtherIsServed(server, target);
      second.reset();
      server.awaitEnd();
      await().untilAsserted(() -> assertThat(clients(server)).isEqualTo(1));
      assertServed(server, server.tunnel(target.authority()));
      first.reset();
      server.awaitEnd();
      assertThat(refused(server, Measure.TUNNELS)).isEqualTo(1);
    }
  }

  @Test
  void newConnectionsOfOneClient() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(new PerClient(null, new Rate(1, 3), null, null, null))) {
      List<RawClient> silent = new ArrayList<>();
      // a machine that stands still may let some more in
      while (refused(server, Measure.RATE) == 0) {
        RawClient client = server.connect();
        silent.add(client);
        await().until(() -> clients(server) == silent.size() || hasRefused(server));
      }
      assertThat(silent.removeLast().readHead().status()).isEqualTo(429);
      assertThat(silent).hasSizeGreaterThanOrEqualTo(3);
      assertOtherIsServed(server, target);
      silent.forEach(RawClient::close);
    }
  }

  @Test
  void connectionsThatSayNothing() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(new PerClient(null, null, 2, null, null));
        RawClient first = silent(server, 1);
        RawClient second = silent(server, 2)) {
      assertTurnedAway(server, 429);
      assertOtherIsServed(server, target);
      first.openTunnel(target.authority());
      assertServed(server, server.tunnel(target.authority()));
      first.reset();
      server.awaitEnd();
      second.reset();
      assertThat(refused(server, Measure.HANDSHAKES)).isEqualTo(1);
    }
  }

  @Test
  void connectionsOfAllTogetherThatSayNothing() {
    LimitPolicy policy = new LimitPolicy(1, PerClient.off(), PerUser.off());
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.limits(policy));
        RawClient silent = silent(server, 1)) {
      assertTurnedAway(server, 503);
      silent.openTunnel(target.authority());
      assertOtherIsServed(server, target);
      assertThat(server.server().limits().handshakesRefused()).isEqualTo(1);
      silent.reset();
      server.awaitEnd();
    }
  }

  @Test
  void targetsOfOneClient() {
    try (EchoPeer target = EchoPeer.start();
        EchoPeer another = EchoPeer.start();
        RunningServer server = start(new PerClient(null, null, null, new Targets(1, true), null))) {
      assertServed(server, server.tunnel(target.authority()));
      assertRefused(server, another.authority(), Measure.TARGETS, "60");
      assertServed(server, server.tunnel(target.authority()));
      assertOtherIsServed(server, another);
      assertThat(another.connections()).isEqualTo(1);
    }
  }

  @Test
  void targetsThatCannotBeReached() {
    try (EchoPeer target = EchoPeer.start();
        ClosedPort one = ClosedPort.reserve();
        ClosedPort two = ClosedPort.reserve();
        RunningServer server = start(new PerClient(null, null, null, null, 2));
        RawClient early = silent(server, 1)) {
      for (ClosedPort closed : List.of(one, two)) {
        try (RawClient client = server.connect()) {
          client.send(connect(closed.authority()));
          assertThat(client.readHead().status()).isEqualTo(502);
          server.awaitEnd();
        }
      }
      early.send(connect(target.authority()));
      assertThat(early.readHead().status()).isEqualTo(429);
      assertThat(server.awaitEnd().outcome()).isEqualTo(outcome(Measure.FAILURES));
      assertTurnedAway(server, 429);
      assertOtherIsServed(server, target);
    }
  }

  @Test
  void aRequestOnAConnectionThatGoesOn() {
    try (HttpOrigin origin = HttpOrigin.start();
        HttpOrigin another = HttpOrigin.start();
        RunningServer server = start(new PerClient(null, null, null, new Targets(1, true), null));
        RawClient client = server.connect()) {
      for (String authority :
          List.of(origin.authority(), another.authority(), origin.authority())) {
        client.send("GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
        HttpHead head = client.readHead();
        assertThat(head.status()).isEqualTo(authority.equals(another.authority()) ? 429 : 200);
        client.readExactly(Integer.parseInt(head.header("Content-Length")));
        server.awaitEnd();
      }
    }
  }

  @Test
  void aTlsListenerClosesBeforeAnyHandshake(@TempDir Path folder) {
    Identity identity = Certificates.create().server();
    KeyMaterial keys =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    try (RunningServer server =
            RunningServer.start(
                Configs.both(
                    Configs.tls(keys),
                    Configs.perClient(new PerClient(null, null, 1, null, null))));
        RawClient first = silent(server, 1)) {
      server.assertTurnsAway();
      assertThat(refused(server, Measure.HANDSHAKES)).isEqualTo(1);
      first.reset();
      server.awaitEnd();
    }
  }

  @Test
  void aTcpListenerCloses() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(c ->
                Configs.perClient(new PerClient(1, null, null, null, null))
                    .apply(
                        RunningServer.onAnyPort(
                            new Mode.Tcp(
                                new Target(
                                    new Host.Address(target.address().getAddress()),
                                    target.port())))));
        RawClient first = server.connect()) {
      first.send("x");
      first.readExactly(1);
      server.assertTurnsAway();
      assertThat(refused(server, Measure.TUNNELS)).isEqualTo(1);
      first.reset();
      server.awaitEnd();
    }
  }

  @Test
  void aBrowserAndABenchOfModestSizeStayWithinTheDefaults() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.limits(LimitPolicy.defaults()))) {
      List<RawClient> clients =
          Stream.generate(() -> Together.run(4, _ -> server.tunnel(target.authority())))
              .limit(15)
              .flatMap(List::stream)
              .toList();
      clients.forEach(RawClient::reset);
      assertThat(Stream.generate(server::awaitEnd).limit(clients.size())).doesNotContainNull();
      assertThat(server.server().limits().refused().values()).containsOnly(0L);
    }
  }

  private static RunningServer start(PerClient limits) {
    return RunningServer.start(Configs.perClient(limits));
  }

  /** A connection that the server has seen, and that asks for nothing. */
  private static RawClient silent(RunningServer server, int clients) {
    RawClient client = server.connect();
    await().until(() -> clients(server) == clients);
    return client;
  }

  private static int clients(RunningServer server) {
    return server.server().overload().connections().clients();
  }

  private static long refused(RunningServer server, Measure measure) {
    return server.server().limits().refused().get(measure);
  }

  private static boolean hasRefused(RunningServer server) {
    return refused(server, Measure.RATE) > 0;
  }

  /** Before it has said anything. */
  private static void assertTurnedAway(RunningServer server, int status) {
    try (RawClient client = server.connect()) {
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(status);
      assertThat(head.header("Retry-After")).isNotNull();
      assertThat(head.header("Proxy-Status")).contains("error=connection_limit_reached");
      assertThat(head.header("Connection")).isEqualTo("close");
      client.readExactly(Integer.parseInt(head.header("Content-Length")));
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEmpty();
    }
  }

  private static void assertRefused(
      RunningServer server, String authority, Measure measure, String retryAfter) {
    try (RawClient client = server.connect()) {
      client.send(connect(authority));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(429);
      assertThat(head.header("Retry-After")).isEqualTo(retryAfter);
      assertThat(server.awaitEnd().outcome()).isEqualTo(outcome(measure));
    }
  }

  private static void assertOtherIsServed(RunningServer server, EchoPeer target) {
    RawClient other = RawClient.to(server.address()).from(OTHER).connect();
    other.openTunnel(target.authority());
    assertServed(server, other);
  }

  private static void assertServed(RunningServer server, RawClient tunnel) {
    try (tunnel) {
      tunnel.send("good");
      assertThat(tunnel.readExactly(4)).isEqualTo("good");
      tunnel.reset();
      server.awaitEnd();
    }
  }

  private static Outcome outcome(Measure measure) {
    return new Outcome.Refused(new OverLimit(measure), Phase.ADMIT);
  }

  private static String connect(String authority) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority);
  }
}
