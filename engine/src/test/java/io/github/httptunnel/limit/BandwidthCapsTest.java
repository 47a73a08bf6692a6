package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Clients.client;
import static io.github.httptunnel.limit.Clients.on;
import static io.github.httptunnel.limit.Clients.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.httptunnel.limit.Simulation.Count;
import io.github.httptunnel.tunnel.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bounds clients, users and listeners, in simulated time. */
class BandwidthCapsTest {

  private static final long RATE = 1_000_000;
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** What may be used in ten seconds, and what was saved up before. */
  private static final long MOST = 10 * RATE + RATE / 10;

  /** Credit and savings of one party on one event loop. */
  private static final long EXTRA = 16 * 1024 + 512;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void holdTheProcess(int loops) {
    Simulation simulation = new Simulation(loops, limits(RATE, null, null, Map.of()));
    List<GreedyFlow> flows = simulation.greedy(client("192.0.2.1"), new Count(20));
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(flows)).isBetween(10 * RATE, MOST + loops * EXTRA);
  }

  @Test
  void holdEveryClient() {
    Simulation simulation = new Simulation(2, limits(null, RATE, null, Map.of()));
    List<GreedyFlow> one = simulation.greedy(client("192.0.2.1"), new Count(20));
    List<GreedyFlow> other = simulation.greedy(client("192.0.2.2"), new Count(2));
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(one)).isBetween(10 * RATE, MOST + 2 * EXTRA);
    assertThat(Simulation.sum(other)).isBetween(10 * RATE, MOST + 2 * EXTRA);
  }

  @Test
  void holdAClientOnAllItsListenersTogether() {
    Simulation simulation = new Simulation(1, limits(null, RATE, null, Map.of("a", 9 * RATE)));
    List<GreedyFlow> flows =
        List.of(
            simulation.greedy(on("a", "192.0.2.1"), 0), simulation.greedy(on("b", "192.0.2.1"), 0));
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(flows)).isBetween(10 * RATE, MOST + 2 * EXTRA);
  }

  @Test
  void holdAUserAtAllItsAddressesTogether() {
    Simulation simulation = new Simulation(1, limits(null, null, RATE, Map.of()));
    List<GreedyFlow> flows =
        List.of(
            simulation.greedy(user("192.0.2.1", "ann"), 0),
            simulation.greedy(user("192.0.2.2", "ann"), 0));
    GreedyFlow other = simulation.greedy(user("192.0.2.1", "ben"), 0);
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(flows)).isBetween(10 * RATE, MOST + 2 * EXTRA);
    assertThat(other.sent()).isBetween(10 * RATE, MOST + EXTRA);
  }

  @Test
  void doNotHoldWhoHasNoName() {
    Simulation simulation = new Simulation(1, limits(null, null, RATE, Map.of()));
    assertThat(simulation.share(client("192.0.2.1"), 0)).isSameAs(Share.UNLIMITED);
  }

  @Test
  void holdAListenerAndNoOther() {
    Simulation simulation = new Simulation(1, limits(null, null, null, Map.of("a", RATE)));
    List<GreedyFlow> flows =
        List.of(
            simulation.greedy(on("a", "192.0.2.1"), 0), simulation.greedy(on("a", "192.0.2.2"), 0));
    assertThat(simulation.share(on("b", "192.0.2.1"), 0)).isSameAs(Share.UNLIMITED);
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(flows)).isBetween(10 * RATE, MOST + 2 * EXTRA);
    assertThat(Simulation.least(flows)).isCloseTo(Simulation.most(flows), withPercentage(5));
  }

  @Test
  void letClientsBeEqualsWhateverListenerTheyCameBy() {
    Simulation simulation = new Simulation(1, limits(RATE, null, null, Map.of("a", 9 * RATE)));
    List<GreedyFlow> flows =
        List.of(
            simulation.greedy(on("a", "192.0.2.1"), 0),
            simulation.greedy(on("a", "192.0.2.2"), 0),
            simulation.greedy(on("a", "192.0.2.3"), 0),
            simulation.greedy(on("b", "192.0.2.4"), 0));
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.least(flows)).isCloseTo(Simulation.most(flows), withPercentage(5));
  }

  @Test
  void takeListenersWithoutLimitsForOne() {
    Simulation simulation = new Simulation(1, limits(RATE, null, null, Map.of()));
    GreedyFlow one = simulation.greedy(on("a", "192.0.2.1"), 0);
    GreedyFlow two = simulation.greedy(on("b", "192.0.2.1"), 0);
    GreedyFlow other = simulation.greedy(on("b", "192.0.2.2"), 0);
    simulation.run(TEN_SECONDS);
    assertThat(one.sent() + two.sent()).isCloseTo(other.sent(), withPercentage(5));
  }

  @Test
  void giveToTheOthersWhatAListenersLimitKeepsFromItsClients() {
    Simulation simulation = new Simulation(1, limits(RATE, null, null, Map.of("a", RATE / 10)));
    GreedyFlow bound = simulation.greedy(on("a", "192.0.2.1"), 0);
    GreedyFlow free = simulation.greedy(on("b", "192.0.2.2"), 0);
    simulation.run(TEN_SECONDS);
    assertThat(bound.sent()).isCloseTo(RATE, withPercentage(5));
    assertThat(free.sent()).isCloseTo(9 * RATE, withPercentage(5));
  }

  @Test
  void takeTheAddressesOfOneIpv6NetworkForOneClient() {
    Simulation simulation = new Simulation(1, limits(RATE, null, null, Map.of()));
    List<GreedyFlow> network =
        List.of(
            simulation.greedy(client("2001:db8::1"), 0),
            simulation.greedy(client("2001:db8::2"), 0),
            simulation.greedy(client("2001:db8::3"), 0));
    GreedyFlow other = simulation.greedy(client("2001:db8:0:1::1"), 0);
    simulation.run(TEN_SECONDS);
    assertThat(Simulation.sum(network)).isCloseTo(other.sent(), withPercentage(5));
  }

  @Test
  void holdWhoOpensATunnelForEveryMessage() {
    Simulation simulation = new Simulation(1, limits(null, RATE / 10, null, Map.of()));
    long sent = 0;
    for (int i = 0; i < 10_000; i++) {
      Share share = simulation.share(client("192.0.2.1"), 0);
      sent += share.take(10_000);
      share.close();
      simulation.run(Duration.ofMillis(1));
    }
    assertThat(sent).isLessThanOrEqualTo(MOST / 10 + EXTRA);
  }

  @Test
  void giveOneByteASecondWhereThatIsTheLimit() {
    Simulation simulation = new Simulation(1, limits(1L, null, null, Map.of()));
    SteadyFlow flow = simulation.steady(client("192.0.2.1"), 0, 1, Duration.ofSeconds(1));
    simulation.run(TEN_SECONDS);
    assertThat(flow.sent()).isBetween(9L, 11L);
  }

  @Test
  void giveWhatCameMeanwhileWhenTicksAreLate() {
    Simulation simulation = new Simulation(2, limits(RATE, null, null, Map.of()));
    GreedyFlow flow = simulation.greedy(client("192.0.2.1"), 1);
    simulation.run(Duration.ofMillis(100));
    flow.reset();
    for (int i = 0; i < 20; i++) {
      simulation.jump(Duration.ofMillis(90));
    }
    assertThat(flow.sent()).isCloseTo(1_800_000, withPercentage(2));
  }

  @Test
  void doNotMakeUpForTimeInWhichTheCoordinatorWasBlocked() {
    Simulation simulation = new Simulation(1, limits(RATE, null, null, Map.of()));
    GreedyFlow flow = simulation.greedy(client("192.0.2.1"), 0);
    simulation.run(Duration.ofMillis(100));
    flow.reset();
    simulation.jump(Duration.ofSeconds(5));
    assertThat(flow.sent()).isBetween(RATE / 10, RATE / 10 + EXTRA);
  }

  private static BandwidthLimits limits(
      Long process, Long perClient, Long perUser, Map<String, Long> listeners) {
    return new BandwidthLimits(
        process, perClient, perUser, listeners, BandwidthLimits.EQUAL_WEIGHTS);
  }
}
