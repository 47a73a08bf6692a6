package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {

  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 1", "10, 1", "19, 1", "20, 2", "1000000, 100000"})
  void beginsWithWhat100MillisecondsGiveAndAtLeastOneByte(long rate, long bytes) {
    assertThat(drain(new Pool(rate))).isEqualTo(bytes);
  }

  @Test
  void savesUpFor100MillisecondsAndNoLonger() {
    assertThat(refilled(99)).isEqualTo(99_000);
    assertThat(refilled(100)).isEqualTo(100_000);
    assertThat(refilled(101)).isEqualTo(100_000);
  }

  @Test
  void gainsNothingFromAClockThatStandsOrGoesBack() {
    assertThat(refilled(0)).isZero();
    assertThat(refilled(-5)).isZero();
  }

  @Test
  void losesNoFractionOfAByte() {
    Pool pool = new Pool(3);
    drain(pool);
    long sum = 0;
    for (int i = 0; i < 1_000; i++) {
      pool.refill(MILLISECOND);
      sum += drain(pool);
    }
    assertThat(sum).isEqualTo(3);
  }

  @Test
  void standsTheHighestRate() {
    Pool pool = new Pool(Long.MAX_VALUE);
    drain(pool);
    pool.refill(100 * MILLISECOND);
    assertThat(drain(pool)).isPositive();
  }

  @Test
  void keepsNoMoreThanItSavesUpOfWhatComesBack() {
    Pool pool = new Pool(1_000_000);
    pool.giveBack(50_000);
    assertThat(drain(pool)).isEqualTo(100_000);
  }

  @Test
  void dividesWhatComesByTheLeavesUnderIt() {
    Pool pool = new Pool(1_000);
    assertThat(pool.equalPart(20 * MILLISECOND)).isEqualTo(20);
    pool.leafAdded();
    assertThat(pool.equalPart(20 * MILLISECOND)).isEqualTo(20);
    pool.leafAdded();
    assertThat(pool.equalPart(20 * MILLISECOND)).isEqualTo(10);
    pool.leafRemoved();
    assertThat(pool.equalPart(20 * MILLISECOND)).isEqualTo(20);
  }

  private static long refilled(long milliseconds) {
    Pool pool = new Pool(1_000_000);
    drain(pool);
    pool.refill(milliseconds * MILLISECOND);
    return drain(pool);
  }

  /** What one member gets that wants everything. */
  private static long drain(Pool pool) {
    Branch member = new Branch(new Party(null, new ClientNetwork("anybody"), null), List.of(pool));
    member.want(Long.MAX_VALUE);
    pool.add(member);
    pool.divide(0);
    pool.remove(member);
    pool.spend(member.want());
    assertThat(pool.isSpent()).isTrue();
    return member.want();
  }
}
