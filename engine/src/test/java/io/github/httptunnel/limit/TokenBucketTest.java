package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000;

  /** One each tenth of a second, three at once. */
  private static final Rate TEN = new Rate(10, 3);

  private static final long TENTH = SECOND / 10;

  private final TokenBucket bucket = new TokenBucket();

  @Test
  void givesABurstAndNoMore() {
    assertThat(takenAt(0, 5)).isEqualTo(3);
  }

  @Test
  void givesTheNextOneAtTheVeryMomentItIsThere() {
    takenAt(0, 3);
    assertThat(bucket.take(TEN, TENTH - 1)).isFalse();
    assertThat(bucket.take(TEN, TENTH)).isTrue();
    assertThat(bucket.take(TEN, TENTH)).isFalse();
  }

  @Test
  void savesUpNoMoreThanABurst() {
    takenAt(0, 3);
    assertThat(takenAt(3600 * SECOND, 5)).isEqualTo(3);
  }

  @Test
  void isFullUntilSomethingIsTakenAndWhenThatIsBack() {
    assertThat(bucket.isFull(0)).isTrue();
    bucket.take(TEN, 0);
    assertThat(bucket.isFull(TENTH - 1)).isFalse();
    assertThat(bucket.isFull(TENTH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - TENTH, Long.MAX_VALUE})
  void doesNotCareWhereItsClockBegan(long begin) {
    assertThat(takenAt(begin, 5)).isEqualTo(3);
    assertThat(takenAt(begin + TENTH, 5)).isEqualTo(1);
  }

  @Test
  void takesAnotherRateUpAtOnce() {
    Rate fast = new Rate(1000, 3);
    takenAt(0, 3);
    assertThat(bucket.take(fast, 0)).isFalse();
    assertThat(bucket.take(fast, SECOND / 1000 - 1)).isFalse();
    assertThat(bucket.take(fast, SECOND / 1000)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "200, 400", "999999, 5", "1000000, 1000000"})
  void neverGivesMoreInAnySpanThanTheRateAndABurst(int perSecond, int burst) {
    Rate rate = new Rate(perSecond, burst);
    Model model = new Model(rate);
    Random random = new Random(perSecond * 31L + burst);
    long now = random.nextLong();
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(4) == 0 ? random.nextLong(4 * rate.intervalNanos() + 1) : 0;
      assertThat(bucket.take(rate, now)).as("step %d", i).isEqualTo(model.take(now));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1_000_001, Integer.MAX_VALUE})
  void refusesARateOutOfBounds(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rate(value, 1))
        .withMessage("rate: " + value + " (expected: 1 to 1000000, or off)");
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, value));
  }

  @Test
  void aRateLetsTwiceAsManyComeAtOnceUnlessSaidOtherwise() {
    assertThat(Rate.of(200)).isEqualTo(new Rate(200, 400));
    assertThat(Rate.of(1_000_000)).isEqualTo(new Rate(1_000_000, 1_000_000));
  }

  private int takenAt(long now, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      taken += bucket.take(TEN, now) ? 1 : 0;
    }
    return taken;
  }

  /** Each that was taken comes back an interval after the one before it did. */
  private static final class Model {

    private final Rate rate;
    private final Deque<Long> backAt = new ArrayDeque<>();

    Model(Rate rate) {
      this.rate = rate;
    }

    boolean take(long now) {
      while (!backAt.isEmpty() && backAt.getFirst() - now <= 0) {
        backAt.removeFirst();
      }
      if (backAt.size() >= rate.burst()) {
        return false;
      }
      long from = backAt.isEmpty() ? now : backAt.getLast();
      backAt.addLast(from + rate.intervalNanos());
      return true;
    }
  }
}
