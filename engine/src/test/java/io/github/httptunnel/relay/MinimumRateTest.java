package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.MILLISECOND;
import static io.github.httptunnel.relay.Nanos.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumRateTest {

  /** A start that is not zero: the rule may look at differences only. */
  private static final long START = 12_345 * SECOND + 6789;

  @Test
  void givesAGraceOfThirtySecondsAndNotAMillisecondMore() {
    MinimumRate rate = rate(1000);
    assertThat(rate.isBroken(at(29_999))).isFalse();
    assertThat(rate.isBroken(at(30_000))).isTrue();
    assertThat(rate(1000).brokenAt(at(0))).isEqualTo(at(30_000));
  }

  @Test
  void asksForHalfAMinutesBytesAfterHalfAMinute() {
    assertThat(afterHalfAMinute(499).isBroken(at(30_000))).isTrue();
    assertThat(afterHalfAMinute(500).isBroken(at(30_000))).isFalse();
    assertThat(afterHalfAMinute(501).isBroken(at(30_000))).isFalse();
  }

  @Test
  void growsItsDemandUntilAMinuteIsOver() {
    MinimumRate rate = rate(1000);
    rate.add(750, at(10));
    assertThat(rate.brokenAt(at(30_000))).isEqualTo(at(45_001));
    assertThat(rate.isBroken(at(45_000))).isFalse();
    assertThat(rate.isBroken(at(45_001))).isTrue();
  }

  @Test
  void forgetsABurstAMinuteLater() {
    MinimumRate rate = rate(1000);
    rate.add(1_000_000, at(2_345));
    assertThat(rate.brokenAt(at(30_000))).isEqualTo(at(62_345));
    assertThat(rate.isBroken(at(62_344))).isFalse();
    assertThat(rate.isBroken(at(62_345))).isTrue();
  }

  @Test
  void judgesAStreamThatStallsToAHundredthOfASecond() {
    MinimumRate rate = rate(1000);
    for (int tenth = 0; tenth < 1200; tenth++) {
      rate.add(10, at(tenth * 100L));
    }
    // 100 bytes a second until 119.9 s: from 170 s on the last minute holds fewer than 1000
    assertThat(rate.brokenAt(at(120_000))).isBetween(at(170_000), at(170_010));
    assertThat(rate.isBroken(at(169_999))).isFalse();
    assertThat(rate.isBroken(at(170_010))).isTrue();
  }

  @Test
  void livesOnExactlyItsMinimumForHours() {
    MinimumRate rate = rate(60);
    for (long second = 0; second < 10_000; second++) {
      rate.add(1, at(second * 1000));
      assertThat(rate.isBroken(at(second * 1000))).isFalse();
    }
  }

  @Test
  void excusesTimeInWhichNothingWasAllowedToMove() {
    MinimumRate rate = rate(1000);
    rate.excuse(40 * SECOND, at(40_000));
    assertThat(rate.isBroken(at(40_000))).isFalse();
    assertThat(rate.isBroken(at(41_100))).isTrue();
    MinimumRate other = rate(1000);
    other.excuse(40 * SECOND, at(40_000));
    other.add(17, at(40_500));
    assertThat(other.isBroken(at(41_000))).isFalse();
  }

  @Test
  void judgesNobodyWithinASecondOfBeingHeldBack() {
    MinimumRate rate = rate(1_000_000);
    rate.excuse(MILLISECOND, at(40_000));
    assertThat(rate.brokenAt(at(40_000))).isEqualTo(at(41_000));
    assertThat(rate.isBroken(at(40_999))).isFalse();
    assertThat(rate.isBroken(at(41_000))).isTrue();
  }

  @Test
  void excusesManyShortTimesLikeOneLongTime() {
    MinimumRate rate = rate(1000);
    for (int i = 0; i < 30_000; i++) {
      rate.excuse(MILLISECOND, at(i));
    }
    rate.add(17, at(30_500));
    assertThat(rate.isBroken(at(31_000))).isFalse();
    assertThat(rate.isBroken(at(31_200))).isTrue();
  }

  @Test
  void survivesRatesAndGapsOfAnySize() {
    MinimumRate rate = rate(Long.MAX_VALUE);
    assertThat(rate.brokenAt(at(0))).isEqualTo(at(30_000));
    MinimumRate small = rate(1);
    small.add(Long.MAX_VALUE / 4, at(0));
    assertThat(small.isBroken(at(60_000L * 60 * 24 * 365))).isTrue();
  }

  /** The slow and obvious model: every byte with its time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void agreesWithAModelThatRemembersEveryByte(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long minimum = random.nextLong(1, 5000);
    MinimumRate rate = rate(minimum);
    List<long[]> all = new ArrayList<>();
    long millis = 0;
    while (millis < 400_000) {
      millis += random.nextLong(0, random.nextInt(10) == 0 ? 30_000 : 700);
      long bytes = random.nextLong(1, minimum / 4 + 2);
      rate.add(bytes, at(millis));
      all.add(new long[] {millis, bytes});
      assertAgrees(rate, all, minimum, millis);
      millis += random.nextLong(0, 900);
      assertAgrees(rate, all, minimum, millis);
    }
  }

  /** Bytes between the first and the last moment of the second that leaves may count either way. */
  private static void assertAgrees(MinimumRate rate, List<long[]> all, long minimum, long millis) {
    if (millis < 30_000) {
      assertThat(rate.isBroken(at(millis))).isFalse();
      return;
    }
    long needed = minimum * Math.min(millis, 60_000);
    long sure = 0;
    long unsure = 0;
    for (long[] moved : all) {
      if (moved[0] > millis - 60_000 || millis < 60_000) {
        sure += moved[1];
      } else if (moved[0] / 1000 == (millis - 60_000) / 1000) {
        unsure += moved[1];
      }
    }
    long leaving =
        all.stream()
            .filter(moved -> moved[0] / 1000 == (millis - 60_000) / 1000)
            .mapToLong(moved -> moved[1])
            .sum();
    if (rate.isBroken(at(millis))) {
      assertThat((sure - (leaving - unsure)) * 60_000).isLessThan(needed);
    } else {
      assertThat((sure + unsure) * 60_000).isGreaterThanOrEqualTo(needed);
    }
  }

  /** Whenever the rule says when it will be broken, it is not before and is then. */
  @ParameterizedTest
  @ValueSource(longs = {4, 6, 9, 14, 22, 35, 56, 90})
  void foretellsWhenItWillBeBroken(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long minimum = random.nextLong(1, 5000);
    MinimumRate rate = rate(minimum);
    long millis = 0;
    for (int i = 0; i < 300; i++) {
      millis += random.nextLong(1, 900);
      rate.add(random.nextLong(1, minimum / 2 + 2), at(millis));
    }
    long broken = rate.brokenAt(at(millis));
    if (!rate.isBroken(at(millis))) {
      assertThat(rate.isBroken(broken - MILLISECOND)).isFalse();
    }
    assertThat(rate.isBroken(broken)).isTrue();
  }

  private static MinimumRate afterHalfAMinute(long bytes) {
    MinimumRate rate = rate(1000);
    rate.add(bytes, at(17));
    return rate;
  }

  private static MinimumRate rate(long bytesPerMinute) {
    return new MinimumRate(bytesPerMinute, START);
  }

  private static long at(long millis) {
    return START + millis * MILLISECOND;
  }
}
