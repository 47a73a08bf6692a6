package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.limit.LoopPulses;
import io.github.httptunnel.limit.MemoryLevel;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** The assembled server in a process of whose memory the test says how much is in use. */
@Execution(CONCURRENT)
class OverloadIT {

  private static final Outcome REFUSED =
      new Outcome.Refused(new Overloaded(Resource.MEMORY), Phase.ADMIT);

  /** Far above what counts as lag, for longer than that takes to count. */
  private static final Duration LONG_LAG = Duration.ofMillis(1500);

  private static final Duration SHORT_LAG = Duration.ofMillis(50);

  private final AtomicReference<Double> memory = new AtomicReference<>(0.0);

  @Test
  void refusesRequestsWhenMemoryIsVeryShortAndTakesThemAgainAfterwards() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(UnaryOperator.identity());
        RawClient client = accepted(server)) {
      use(server, 0.92, MemoryLevel.SHED);
      client.send(connect(target.authority()));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.header("Retry-After")).isNotNull();
      assertThat(server.awaitEnd().outcome()).isEqualTo(REFUSED);
      assertThat(server.server().overload().tally().refused(Resource.MEMORY)).isEqualTo(1);
      use(server, 0.86, MemoryLevel.CONSERVE);
      assertEchoes(server, target);
      server.awaitEnd();
    }
  }

  @Test
  void turnsConnectionsAwayWhenMemoryIsVeryShort() {
    try (RunningServer server = start(UnaryOperator.identity())) {
      use(server, 0.92, MemoryLevel.SHED);
      try (RawClient client = server.connect()) {
        assertThat(client.readToEnd().text()).doesNotContain("200");
      }
      assertThat(server.server().overload().connections().withoutMemory()).isEqualTo(1);
    }
  }

  @Test
  void leavesTunnelsThatHoldNothingAlone() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(UnaryOperator.identity());
        RawClient client = server.tunnel(target.authority())) {
      use(server, 1, MemoryLevel.RELIEVE);
      client.send("still here");
      assertThat(client.readExactly(10)).isEqualTo("still here");
      client.reset();
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.RESET, Side.CLIENT));
    }
  }

  @Test
  void endsTheTunnelsThatHoldMuchAndNoOther() {
    try (EchoPeer echo = EchoPeer.start();
        FloodPeer flood = FloodPeer.start();
        RunningServer server = start(OverloadIT::channels);
        RawClient good = server.tunnel(echo.authority());
        RawClient stalled = RawClient.to(server.address()).receiveBuffer(4096).connect()) {
      stalled.openTunnel(flood.authority());
      use(server, 1, MemoryLevel.RELIEVE);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.OVERLOADED, Side.PROXY));
      assertThat(server.server().overload().tally().ended()).isEqualTo(1);
      good.send("alive");
      assertThat(good.readExactly(5)).isEqualTo("alive");
      good.reset();
      server.awaitEnd();
    }
  }

  @Test
  void keepsNoConnectionWhenMemoryIsShort() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = start(UnaryOperator.identity());
        RawClient client = server.connect()) {
      use(server, 0.85, MemoryLevel.CONSERVE);
      client.send(get(origin));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.FIN);
      assertThat(server.server().overload().connections().targets()).isZero();
      server.awaitEnd();
    }
  }

  @Test
  void closesTheTargetsItHasKeptWhenMemoryGetsShort() {
    try (HttpOrigin origin = HttpOrigin.start();
        RunningServer server = start(UnaryOperator.identity());
        RawClient client = server.connect()) {
      client.send(get(origin));
      assertThat(client.readHead().status()).isEqualTo(200);
      server.awaitEnd();
      server.settle();
      assertThat(server.server().overload().connections().targets()).isEqualTo(1);
      use(server, 0.85, MemoryLevel.CONSERVE);
      await()
          .untilAsserted(
              () -> assertThat(server.server().overload().connections().targets()).isZero());
      assertThat(server.server().overload().connections().clients()).isEqualTo(1);
    }
  }

  @Test
  void endsWhatMemoryCannotBeHadForAndShedsForAMoment() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                UnaryOperator.identity(),
                Transport.Kind.best(),
                event -> {
                  if (event instanceof TunnelEvent.Established) {
                    throw new OutOfMemoryError("of the test");
                  }
                });
        RawClient client = server.tunnel(target.authority())) {
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitExhaustion().phase()).isEqualTo(Phase.RELAY);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.OVERLOADED, Side.PROXY));
      await().until(() -> server.server().overload().memory().isShedding());
      await().until(() -> !server.server().overload().memory().isShort());
    }
  }

  @Test
  void refusesRequestsOnALoopThatLagsWhileItsTunnelsGoOn() {
    CountDownLatch free = new CountDownLatch(1);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = startBlocking(free);
        RawClient tunnel = server.connect();
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      tunnel.send(connect(target.authority()));
      LoopPulses loops = server.server().overload().loops();
      await().until(() -> loops.lag() > LONG_LAG.toNanos());
      // there are two loops: one of these clients is on that which is blocked
      first.send(connect(target.authority()));
      second.send(connect(target.authority()));
      free.countDown();
      assertThat(Stream.of(first, second).map(client -> client.readHead().status()))
          .containsExactlyInAnyOrder(200, 503);
      assertThat(server.server().overload().tally().refused(Resource.LAG)).isEqualTo(1);
      assertThat(tunnel.readHead().status()).isEqualTo(200);
      tunnel.send("still here");
      assertThat(tunnel.readExactly(10)).isEqualTo("still here");
      await().until(() -> loops.lag() < SHORT_LAG.toNanos());
      assertEchoes(server, target);
      Stream.of(tunnel, first, second).forEach(RawClient::reset);
      assertThat(Stream.generate(server::awaitEnd).limit(4)).doesNotContainNull();
    }
  }

  /** Its first tunnel keeps an event loop until the latch opens. */
  private static RunningServer startBlocking(CountDownLatch free) {
    AtomicBoolean blocked = new AtomicBoolean();
    return RunningServer.start(
        UnaryOperator.identity(),
        RunningServer.UNCONCERNED.withWarmUp(Duration.ZERO),
        event -> {
          if (event instanceof TunnelEvent.Established && blocked.compareAndSet(false, true)) {
            await().until(() -> free.getCount() == 0);
          }
        });
  }

  private RunningServer start(UnaryOperator<ServerConfig> change) {
    return RunningServer.start(change, RunningServer.UNCONCERNED.withMemoryUse(memory::get));
  }

  private static ServerConfig channels(ServerConfig config) {
    return config.toBuilder().relayEngine(RelayEngine.CHANNEL).build();
  }

  /** From now on so much of the memory is in use, and the server knows. */
  private void use(RunningServer server, double share, MemoryLevel level) {
    memory.set(share);
    await().until(() -> server.server().overload().memory().level() == level);
  }

  private static RawClient accepted(RunningServer server) {
    RawClient client = server.connect();
    await().until(() -> server.server().overload().connections().clients() == 1);
    return client;
  }

  private static void assertEchoes(RunningServer server, EchoPeer target) {
    try (RawClient client = server.tunnel(target.authority())) {
      client.send("good");
      assertThat(client.readExactly(4)).isEqualTo("good");
    }
  }

  private static String connect(String authority) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority);
  }

  private static String get(HttpOrigin origin) {
    return "GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(origin.authority());
  }
}
