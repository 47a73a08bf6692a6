package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Clients.client;
import static io.github.httptunnel.limit.Clients.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.httptunnel.limit.Simulation.Count;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets how much of the process's bandwidth, in simulated time. */
class FairSharingTest {

  private static final long RATE = 50_000_000;
  private static final long SAVED = RATE / 10;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Percentage CLOSE = withPercentage(5);

  private static final TunnelRequest A = client("192.0.2.1");
  private static final TunnelRequest B = client("192.0.2.2");
  private static final TunnelRequest C = client("192.0.2.3");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void givesEveryClientTheSameHoweverManyTunnelsItOpens(int loops) {
    Simulation simulation = process(loops, RATE);
    List<List<GreedyFlow>> clients =
        List.of(
            simulation.greedy(A, new Count(100)),
            simulation.greedy(B, new Count(1)),
            simulation.greedy(C, new Count(10)));
    simulation.run(Duration.ofSeconds(2));
    assertThat(clients)
        .allSatisfy(flows -> assertThat(Simulation.sum(flows)).isCloseTo(RATE * 2 / 3, CLOSE));
    long total = clients.stream().mapToLong(Simulation::sum).sum();
    assertThat(total).isBetween(RATE * 2 * 99 / 100, RATE * 2 + SAVED + 3L * loops * 16_896);
  }

  @Test
  void givesTheTunnelsOfOneClientTheSame() {
    Simulation simulation = process(1, RATE);
    List<GreedyFlow> flows = simulation.greedy(A, new Count(100));
    simulation.greedy(B, new Count(1));
    simulation.run(SECOND);
    assertThat(Simulation.least(flows)).isCloseTo(Simulation.most(flows), withPercentage(10));
  }

  @Test
  void dividesByWeight() {
    Simulation simulation =
        weighted(request -> Map.of(A.client(), 1, B.client(), 2).getOrDefault(request.client(), 4));
    GreedyFlow a = simulation.greedy(A, 0);
    GreedyFlow b = simulation.greedy(B, 0);
    GreedyFlow c = simulation.greedy(C, 0);
    simulation.run(SECOND);
    assertThat(b.sent()).isCloseTo(2 * a.sent(), CLOSE);
    assertThat(c.sent()).isCloseTo(4 * a.sent(), CLOSE);
  }

  @Test
  void dividesAClientsPartBetweenItsUsersByWeight() {
    Simulation simulation = weighted(request -> "heavy".equals(request.user()) ? 3 : 1);
    GreedyFlow light = simulation.greedy(user("192.0.2.1", "light"), 0);
    GreedyFlow heavy = simulation.greedy(user("192.0.2.1", "heavy"), 0);
    simulation.run(SECOND);
    assertThat(heavy.sent()).isCloseTo(3 * light.sent(), CLOSE);
  }

  @Test
  void weighsAClientTheSameHoweverManyUsersItHas() {
    Simulation simulation = process(1, RATE);
    List<GreedyFlow> users =
        List.of("ann", "ben", "cid").stream()
            .map(name -> simulation.greedy(user("192.0.2.1", name), 0))
            .toList();
    GreedyFlow other = simulation.greedy(user("192.0.2.2", "dan"), 0);
    simulation.run(SECOND);
    assertThat(Simulation.sum(users)).isCloseTo(other.sent(), CLOSE);
    assertThat(Simulation.least(users)).isCloseTo(Simulation.most(users), CLOSE);
  }

  @Test
  void letsAClientWeighWhatTheHeaviestOfItsActiveUsersDoes() {
    Simulation simulation = weighted(request -> "heavy".equals(request.user()) ? 3 : 1);
    Share idle = simulation.share(user("192.0.2.1", "heavy"), 0);
    GreedyFlow a = simulation.greedy(user("192.0.2.1", "light"), 0);
    GreedyFlow b = simulation.greedy(user("192.0.2.2", "light"), 0);
    GreedyFlow c = simulation.greedy(user("192.0.2.3", "heavy"), 0);
    simulation.run(SECOND);
    idle.close();
    assertThat(a.sent()).isCloseTo(b.sent(), CLOSE);
    assertThat(c.sent()).isCloseTo(3 * b.sent(), CLOSE);
  }

  @Test
  void givesALoneClientEverything() {
    Simulation simulation = process(2, RATE);
    GreedyFlow flow = simulation.greedy(A, 1);
    simulation.run(SECOND);
    assertThat(flow.sent()).isBetween(RATE, RATE + SAVED + 16_896);
  }

  @Test
  void neverLetsALoneClientWaitThatUsesLessThanThereIs() {
    Simulation simulation = process(1, RATE);
    SteadyFlow flow = simulation.steady(A, 0, 600_000, Duration.ofMillis(50));
    simulation.run(SECOND);
    assertThat(flow.sent()).isEqualTo(20 * 600_000);
    assertThat(flow.longestWait()).isZero();
  }

  @Test
  void givesThePartOfAClientThatStopsToTheOthers() {
    Simulation simulation = process(1, RATE);
    GreedyFlow a = simulation.greedy(A, 0);
    GreedyFlow b = simulation.greedy(B, 0);
    simulation.run(SECOND);
    a.stop();
    simulation.run(Duration.ofMillis(60));
    b.reset();
    simulation.run(SECOND);
    assertThat(b.sent()).isCloseTo(RATE, withPercentage(1));
  }

  @Test
  void givesAClientThatComesItsPartWithinTwoTicks() {
    Simulation simulation = process(1, RATE);
    simulation.greedy(A, new Count(50));
    simulation.run(SECOND);
    GreedyFlow b = simulation.greedy(B, 0);
    simulation.run(Duration.ofMillis(40));
    b.reset();
    simulation.run(SECOND);
    assertThat(b.sent()).isCloseTo(RATE / 2, CLOSE);
  }

  @Test
  void neverLetsALightClientWaitBesideGreedyOnes() {
    Simulation simulation = process(2, RATE);
    simulation.greedy(A, new Count(100));
    simulation.greedy(B, new Count(10));
    SteadyFlow light = simulation.steady(C, 1, 64, Duration.ofMillis(5));
    simulation.run(SECOND);
    assertThat(light.sent()).isEqualTo(200 * 64);
    assertThat(light.longestWait()).isZero();
  }

  @Test
  void neverLetsAClientWaitThatComesBackWithASmallMessage() {
    Simulation simulation = process(1, RATE);
    simulation.greedy(A, new Count(10));
    SteadyFlow light = simulation.steady(C, 0, 8_000, Duration.ofMillis(300));
    simulation.run(Duration.ofSeconds(3));
    assertThat(light.sent()).isEqualTo(10 * 8_000);
    assertThat(light.longestWait()).isZero();
  }

  @Test
  void letsASmallFlowWaitTwoTicksAtMostBesideGreedyOnesOfTheSameClient() {
    Simulation simulation = process(1, RATE);
    simulation.greedy(A, new Count(100));
    SteadyFlow light = simulation.steady(A, 0, 64, Duration.ofMillis(50));
    simulation.run(SECOND);
    assertThat(light.longestWait()).isLessThanOrEqualTo(40);
  }

  @Test
  void givesClientsThatUseLittleWhatTheyUseAndTheRestToTheOthers() {
    Simulation simulation = process(1, RATE);
    GreedyFlow greedy = simulation.greedy(A, 0);
    List<SteadyFlow> light =
        List.of(B, C).stream()
            .map(request -> simulation.steady(request, 0, 5_000, Duration.ofMillis(1)))
            .toList();
    simulation.run(Duration.ofSeconds(2));
    assertThat(light).allSatisfy(flow -> assertThat(flow.sent()).isCloseTo(10_000_000, CLOSE));
    assertThat(greedy.sent()).isCloseTo(80_000_000, CLOSE);
  }

  @Test
  void cutsNothingSmallWhereManyShareLittle() {
    Simulation simulation = process(1, 1_000_000);
    List<GreedyFlow> flows =
        IntStream.range(0, 200)
            .mapToObj(i -> simulation.greedy(client("198.51.100." + i), 0))
            .toList();
    simulation.run(Duration.ofSeconds(5));
    assertThat(flows)
        .allSatisfy(flow -> assertThat(flow.sent() / flow.writes()).isGreaterThan(400));
    assertThat(Simulation.sum(flows)).isCloseTo(5_000_000, CLOSE);
    assertThat(Simulation.least(flows)).isCloseTo(Simulation.most(flows), withPercentage(10));
  }

  private static Simulation process(int loops, long rate) {
    return new Simulation(
        loops, new BandwidthLimits(rate, null, null, Map.of(), BandwidthLimits.EQUAL_WEIGHTS));
  }

  private static Simulation weighted(ToIntFunction<TunnelRequest> weight) {
    return new Simulation(1, new BandwidthLimits(RATE, null, null, Map.of(), weight));
  }
}
