package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Clients.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.Simulation.Count;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to shares, and what is left of them; in simulated time. */
class FairBandwidthLifeTest {

  private static final long RATE = 1_000_000;
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Simulation simulation =
      new Simulation(
          2,
          new BandwidthLimits(RATE, RATE, RATE, Map.of("a", RATE), BandwidthLimits.EQUAL_WEIGHTS));
  private final Share share = simulation.share(client("192.0.2.1"), 1);
  private final List<String> called = new ArrayList<>();

  @Test
  void givesASmallMessageAtOnce() {
    assertThat(share.take(1)).isEqualTo(1);
    assertThat(share.take(10_000)).isEqualTo(10_000);
  }

  @Test
  void givesLessThanIsAskedForAndTheRestWhenItHasCome() {
    assertThat(share.take(80_000)).isEqualTo(16_384);
    share.whenMore(() -> called.add("more: " + share.take(63_616)));
    assertThat(called).isEmpty();
    simulation.settle();
    assertThat(called).containsExactly("more: 63616");
  }

  @Test
  void callsBackOnlyOnce() {
    drain(share);
    share.whenMore(() -> called.add("first"));
    simulation.run(SECOND);
    assertThat(called).containsExactly("first");
  }

  @Test
  void callsBackTheLastWhoAsked() {
    drain(share);
    share.whenMore(() -> called.add("first"));
    share.whenMore(() -> called.add("second"));
    simulation.run(SECOND);
    assertThat(called).containsExactly("second");
  }

  @Test
  void callsBackWhoAsksWithoutHavingTaken() {
    share.whenMore(() -> called.add("more"));
    simulation.run(TICK);
    assertThat(called).containsExactly("more");
  }

  @Test
  void callsBackAtOnceWhereMoreHasComeMeanwhile() {
    drain(share);
    simulation.settle();
    share.whenMore(() -> called.add("more"));
    assertThat(called).isEmpty();
    simulation.settle();
    assertThat(called).containsExactly("more");
  }

  @Test
  void givesLittleOnlyToWhoAsksForLittle() {
    assertThat(share.take(16_384 - 511)).isEqualTo(16_384 - 511);
    assertThat(share.take(512)).isZero();
    assertThat(share.take(511)).isEqualTo(511);
  }

  @Test
  void givesAllThatIsLeftIfThatIsWorthAWrite() {
    assertThat(share.take(16_384 - 512)).isEqualTo(16_384 - 512);
    assertThat(share.take(513)).isEqualTo(512);
  }

  @Test
  void servesWhoComesBackAtTheVeryMomentItIsDismissed() {
    assertThat(share.take(100)).isEqualTo(100);
    simulation.settle();
    for (int i = 0; i < 10; i++) {
      simulation.runCoordinatorOnly(TICK);
    }
    assertThat(simulation.isTicking()).isFalse();
    drain(share);
    share.whenMore(() -> called.add("more"));
    simulation.run(TICK);
    assertThat(called).containsExactly("more");
  }

  @Test
  void servesThoseWhoWaitInOrder() {
    Share other = simulation.share(client("192.0.2.1"), 1);
    drain(share);
    assertThat(other.take(1)).isZero();
    other.whenMore(() -> called.add("first"));
    share.whenMore(() -> called.add("second"));
    simulation.run(TICK);
    assertThat(called).containsExactly("first", "second");
  }

  @Test
  void letsNobodyOvertakeThoseWhoWait() {
    Share other = simulation.share(client("192.0.2.1"), 1);
    Share third = simulation.share(client("192.0.2.1"), 1);
    drain(share);
    share.whenMore(() -> called.add("overtaken by " + third.take(1)));
    other.whenMore(() -> {});
    simulation.run(TICK);
    assertThat(called).containsExactly("overtaken by 0");
  }

  @Test
  void neverCallsBackAClosedShare() {
    drain(share);
    share.whenMore(() -> called.add("closed"));
    share.close();
    share.whenMore(() -> called.add("asked after the end"));
    simulation.run(SECOND);
    assertThat(called).isEmpty();
    assertThat(simulation.parties()).isZero();
  }

  @Test
  void letsACallbackCloseItsOwnShareAndOthers() {
    Share other = simulation.share(client("192.0.2.1"), 1);
    drain(share);
    share.whenMore(() -> {
      share.close();
      other.close();
    });
    other.whenMore(() -> called.add("closed"));
    simulation.run(SECOND);
    assertThat(called).isEmpty();
    assertThat(simulation.parties()).isZero();
  }

  @Test
  void takesASecondCloseForNothing() {
    Share other = simulation.share(client("192.0.2.1"), 1);
    share.close();
    share.close();
    simulation.run(SECOND);
    assertThat(simulation.parties()).isEqualTo(1);
    other.close();
    assertThat(simulation.parties()).isZero();
  }

  @Test
  void forgetsAtOnceWhoNeverSentAnything() {
    assertThat(simulation.parties()).isEqualTo(1);
    share.close();
    assertThat(simulation.parties()).isZero();
    assertThat(simulation.isTicking()).isFalse();
  }

  @Test
  void forgetsEverybodyOnceTheyAreGone() {
    share.close();
    List<GreedyFlow> flows =
        IntStream.range(0, 50)
            .mapToObj(i -> client("192.0.2." + i % 7, i % 2 == 0 ? "a" : "b", "user" + i % 3))
            .flatMap(request -> simulation.greedy(request, new Count(3)).stream())
            .toList();
    simulation.run(SECOND);
    assertThat(simulation.parties()).isPositive();
    flows.forEach(GreedyFlow::stop);
    simulation.run(SECOND);
    assertThat(simulation.parties()).isZero();
    assertThat(simulation.isTicking()).isFalse();
  }

  @Test
  void remembersTheDebtsOfWhoIsGoneUntilTheyAreOld() {
    drain(share);
    share.close();
    Share again = simulation.share(client("192.0.2.1"), 1);
    assertThat(again.take(1)).isZero();
    again.close();
    simulation.run(SECOND);
    assertThat(simulation.share(client("192.0.2.1"), 1).take(1)).isEqualTo(1);
  }

  @Test
  void doesNothingUntilSomebodySends() {
    simulation.run(SECOND);
    assertThat(simulation.isTicking()).isFalse();
  }

  @Test
  void stopsTickingWhenNobodyIsActiveAndBeginsAgain() {
    assertThat(share.take(100)).isEqualTo(100);
    simulation.run(Duration.ofMillis(80));
    assertThat(simulation.isTicking()).isTrue();
    simulation.run(Duration.ofMillis(60));
    assertThat(simulation.isTicking()).isFalse();
    assertThat(share.take(100)).isEqualTo(100);
    simulation.settle();
    assertThat(simulation.isTicking()).isTrue();
  }

  @Test
  void goesOnTickingForWhoWaits() {
    GreedyFlow flow = simulation.greedy(client("192.0.2.2"), 0);
    simulation.run(SECOND);
    assertThat(simulation.isTicking()).isTrue();
    assertThat(flow.sent()).isGreaterThan(RATE * 9 / 10);
  }

  @Test
  void givesEachDirectionTheWholeLimit() {
    GreedyFlow down = simulation.greedy(client("192.0.2.1"), 0);
    GreedyFlow up =
        new GreedyFlow(
            simulation
                .bandwidth()
                .share(client("192.0.2.1"), Direction.UPSTREAM, simulation.loop(0)));
    up.pump();
    simulation.run(SECOND);
    assertThat(down.sent()).isGreaterThanOrEqualTo(RATE);
    assertThat(up.sent()).isGreaterThanOrEqualTo(RATE);
  }

  private static void drain(Share share) {
    while (share.take(1_000) > 0) {}
    while (share.take(1) > 0) {}
  }
}
