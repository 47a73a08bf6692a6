package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.MILLISECOND;
import static io.github.httptunnel.relay.Nanos.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private static final long START = 77 * SECOND + 13;

  @Test
  void beginsWithAHundredthOfASecond() {
    assertThat(new Pace(10_000, START).available(START)).isEqualTo(100);
  }

  @Test
  void holdsATenthOfASecondAtMost() {
    Pace pace = new Pace(10_000, START);
    assertThat(pace.available(START + 89 * MILLISECOND)).isEqualTo(990);
    assertThat(pace.available(START + 90 * MILLISECOND)).isEqualTo(1000);
    assertThat(pace.available(START + 3600 * SECOND)).isEqualTo(1000);
  }

  @Test
  void spendsWhatGoes() {
    Pace pace = new Pace(10_000, START);
    long later = START + SECOND;
    pace.spend(600, later);
    assertThat(pace.available(later)).isEqualTo(400);
    pace.spend(400, later);
    assertThat(pace.available(later)).isZero();
    assertThat(pace.available(later + MILLISECOND)).isEqualTo(10);
  }

  @Test
  void saysWhenAFewBytesMayGo() {
    Pace pace = new Pace(10_000, START);
    pace.spend(100, START);
    assertThat(pace.readyAt(5)).isEqualTo(START + SECOND / 2000);
    assertThat(pace.available(pace.readyAt(5))).isEqualTo(5);
  }

  @Test
  void comesBackForManyBytesWhenAQuarterOfTheBucketIsFull() {
    Pace pace = new Pace(10_000, START);
    pace.spend(100, START);
    assertThat(pace.readyAt(30_000)).isEqualTo(START + 25 * MILLISECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 9, 10, 11, 99})
  void letsSingleBytesThroughAtTheSlowestRates(long rate) {
    Pace pace = new Pace(rate, START);
    long now = START;
    long sent = 0;
    while (now < START + 100 * SECOND) {
      now = Math.max(pace.readyAt(1000), now + 1);
      long available = pace.available(now);
      assertThat(available).isPositive();
      pace.spend((int) available, now);
      sent += available;
    }
    assertThat(sent).isBetween(100 * rate - 2, 100 * rate + rate / 10 + 2);
  }

  /** Whatever is asked for whenever: never more than rate times time plus one burst. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverExceedsItsRateByMoreThanABurst(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long rate = random.nextLong(1, 1L << random.nextInt(1, 40));
    Pace pace = new Pace(rate, START);
    double burst = Math.max(rate / 10.0, 1);
    long now = START;
    double sent = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(0, 40 * MILLISECOND);
      long wanted = random.nextLong(1, 40_000);
      int given = (int) Math.min(wanted, pace.available(now));
      pace.spend(given, now);
      sent += given;
      assertThat(sent).isLessThanOrEqualTo((double) rate * (now - START) / SECOND + burst + 1);
    }
  }

  @Test
  void keepsItsRateExactlyWhileThereIsMoreToSend() {
    Pace pace = new Pace(10_000, START);
    long now = START;
    long sent = 0;
    while (sent < 400_000) {
      int given = (int) Math.min(400_000 - sent, pace.available(now));
      pace.spend(given, now);
      sent += given;
      // as late as a timer of the wheel may be
      now = Math.max(now, pace.readyAt(32_768)) + Wheel.TICK_NANOS;
    }
    assertThat(now - START).isBetween(39_800 * MILLISECOND, 40_200 * MILLISECOND);
  }

  @Test
  void takesRatesThatNoMachineReaches() {
    Pace pace = new Pace(Long.MAX_VALUE, START);
    assertThat(pace.available(START + SECOND)).isEqualTo(5_000_000_000L);
    pace.spend(Integer.MAX_VALUE, START + SECOND);
    assertThat(pace.available(START + SECOND)).isPositive();
  }
}
