package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.MILLISECOND;
import static io.github.httptunnel.relay.Nanos.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelTest {

  private final EmbeddedChannel channel = frozen();
  private final Wheel wheel = new Wheel(channel.eventLoop());
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsATimerNeverEarlyAndAtMostATickLate() {
    timer("a").set(now() + 100 * MILLISECOND);
    advance(100 * MILLISECOND - 1);
    assertThat(ran).isEmpty();
    advance(Wheel.TICK_NANOS + 1);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void runsATimerOnce() {
    timer("a").set(now() + SECOND);
    advance(10 * SECOND);
    advance(10 * SECOND);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void runsATimerOfThePastInTheNextTick() {
    timer("a").set(now() - SECOND);
    assertThat(ran).isEmpty();
    advance(Wheel.TICK_NANOS);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void forgetsWhatIsCancelledAndWhatIsSetToNever() {
    Timer cancelled = timer("a");
    cancelled.set(now() + SECOND);
    cancelled.cancel();
    Timer never = timer("b");
    never.set(now() + SECOND);
    never.set(Nanos.NEVER);
    advance(10 * SECOND);
    assertThat(ran).isEmpty();
  }

  @Test
  void movesATimerInBothDirections() {
    Timer earlier = timer("earlier");
    earlier.set(now() + 100 * SECOND);
    earlier.set(now() + SECOND);
    Timer later = timer("later");
    later.set(now() + SECOND);
    later.set(now() + 100 * SECOND);
    advance(2 * SECOND);
    assertThat(ran).containsExactly("earlier");
    advance(100 * SECOND);
    assertThat(ran).containsExactly("earlier", "later");
  }

  @Test
  void letsAnActionSetAndCancelTimers() {
    Timer victim = timer("victim");
    Timer[] self = new Timer[1];
    self[0] =
        new Timer(
            wheel,
            () -> {
              ran.add("again");
              victim.cancel();
              self[0].set(now());
            });
    self[0].set(now() + SECOND);
    victim.set(now() + SECOND);
    advance(SECOND + Wheel.TICK_NANOS);
    advance(Wheel.TICK_NANOS);
    assertThat(ran).startsWith("again", "again").doesNotContain("victim");
  }

  @Test
  void runsTheOthersThoughOneActionThrows() {
    new Timer(
            wheel,
            () -> {
              throw new IllegalStateException("planted");
            })
        .set(now() + SECOND);
    timer("other").set(now() + SECOND);
    advance(2 * SECOND);
    advance(Wheel.TICK_NANOS);
    assertThat(ran).containsExactly("other");
  }

  @Test
  void leavesTheLoopAsleepUntilSomethingMayBeDue() {
    timer("a").set(now() + 250 * SECOND);
    long woken = 0;
    long start = now();
    while (ran.isEmpty()) {
      long wait = channel.runScheduledPendingTasks();
      assertThat(wait).isPositive();
      channel.advanceTimeBy(wait, TimeUnit.NANOSECONDS);
      channel.runPendingTasks();
      woken++;
    }
    assertThat(woken).isLessThanOrEqualTo(4);
    assertThat(now() - start).isBetween(250 * SECOND, 250 * SECOND + Wheel.TICK_NANOS);
  }

  @Test
  void isWokenAFewTimesForAHundredThousandTimersThatLieFarAhead() {
    for (int i = 0; i < 100_000; i++) {
      timer("idle").set(now() + (299 + i % 3) * SECOND + i % 1000 * MILLISECOND);
    }
    long end = now() + 250 * SECOND;
    long woken = 0;
    while (now() < end) {
      advance(Math.min(channel.runScheduledPendingTasks(), end - now()));
      woken++;
    }
    assertThat(woken).isLessThanOrEqualTo(8);
    assertThat(ran).isEmpty();
    advance(60 * SECOND);
    assertThat(ran).hasSize(100_000);
  }

  /** Against a list that is searched: every timer in the tick it belongs to. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void runsEveryTimerInItsTick(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Planned> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(new Planned());
    }
    for (int step = 0; step < 2000; step++) {
      Planned one = all.get(random.nextInt(all.size()));
      // from the next tick to beyond the last level
      one.set(now() + random.nextLong(1, 1L << random.nextInt(10, 58)));
      if (random.nextInt(4) == 0) {
        all.get(random.nextInt(all.size())).cancel();
      }
      advance(random.nextLong(1, 1L << random.nextInt(10, 46)));
      all.forEach(Planned::check);
    }
  }

  private final class Planned {
    private final Timer timer = new Timer(wheel, this::run);
    private long due = Nanos.NEVER;

    void set(long nanos) {
      due = nanos;
      timer.set(nanos);
    }

    void cancel() {
      due = Nanos.NEVER;
      timer.cancel();
    }

    private void run() {
      assertThat(now()).isGreaterThanOrEqualTo(due);
      due = Nanos.NEVER;
    }

    void check() {
      assertThat(due).isGreaterThan(now() - Wheel.TICK_NANOS);
    }
  }

  private Timer timer(String name) {
    return new Timer(wheel, () -> ran.add(name));
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  private void advance(long nanos) {
    channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    channel.runPendingTasks();
  }

  private static EmbeddedChannel frozen() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    return channel;
  }
}
