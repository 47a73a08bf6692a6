package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.StandingQueue.GRACE_NANOS;
import static io.github.httptunnel.limit.StandingQueue.INTERVAL_NANOS;
import static io.github.httptunnel.limit.StandingQueue.TARGET_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandingQueueTest {

  private static final long BEGUN = Long.MAX_VALUE - 5;
  private static final long START = BEGUN + GRACE_NANOS;

  private final StandingQueue queue = new StandingQueue();

  StandingQueueTest() {
    queue.isTooLate(0, BEGUN);
  }

  @Test
  void turnsNobodyAwayWhoHasWaitedForTheProcess() {
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START - INTERVAL_NANOS - 1)).isFalse();
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START - 1)).isFalse();
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START + INTERVAL_NANOS - 1)).isFalse();
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START + 2 * INTERVAL_NANOS - 1)).isTrue();
  }

  @Test
  void turnsNobodyAwayWhoHasNotWaitedLong() {
    assertThat(queue.isTooLate(TARGET_NANOS, START)).isFalse();
    assertThat(queue.isTooLate(TARGET_NANOS - 1, START + INTERVAL_NANOS)).isFalse();
  }

  @Test
  void turnsNobodyAwayWhileABurstIsWorkedOff() {
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START)).isFalse();
    assertThat(queue.isTooLate(10 * TARGET_NANOS, START + INTERVAL_NANOS - 1)).isFalse();
  }

  @Test
  void turnsThoseAwayWhoHaveWaitedTooLongForAWholeInterval() {
    assertThat(queue.isTooLate(TARGET_NANOS, START)).isFalse();
    assertThat(queue.isTooLate(TARGET_NANOS, START + INTERVAL_NANOS)).isTrue();
  }

  @Test
  void beginsAnewWhenNobodyWasThereInBetween() {
    assertThat(queue.isTooLate(TARGET_NANOS, START)).isFalse();
    long nextDay = START + TimeUnit.DAYS.toNanos(1);
    assertThat(queue.isTooLate(TARGET_NANOS, nextDay)).isFalse();
    assertThat(queue.isTooLate(INTERVAL_NANOS, nextDay + INTERVAL_NANOS)).isTrue();
  }

  @Test
  void beginsAnewWhenSomebodyWasServedInTime() {
    queue.isTooLate(TARGET_NANOS, START);
    queue.isTooLate(TARGET_NANOS - 1, START + INTERVAL_NANOS);
    assertThat(queue.isTooLate(TARGET_NANOS, START + INTERVAL_NANOS)).isFalse();
    assertThat(queue.isTooLate(TARGET_NANOS, START + 2 * INTERVAL_NANOS)).isTrue();
  }
}
