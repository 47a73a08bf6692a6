package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaterFillingTest {

  private static final long ALL = 1L << 40;

  @Test
  void dividesEquallyBetweenEquals() {
    assertThat(divide(300, 1, ALL, ALL, ALL)).containsExactly(100, 100, 100);
  }

  @Test
  void dividesByWeight() {
    assertThat(WaterFilling.divide(700, longs(ALL, ALL, ALL), new int[] {1, 2, 4}, 0))
        .containsExactly(100, 200, 400);
  }

  @Test
  void givesEverythingToOneAlone() {
    assertThat(divide(300, 1, ALL)).containsExactly(300);
  }

  @Test
  void givesNothingToNobody() {
    assertThat(divide(300, 1)).isEmpty();
  }

  @Test
  void givesNothingOutOfNothing() {
    assertThat(divide(0, 1, ALL, 0, 1)).containsExactly(0, 0, 0);
  }

  @Test
  void givesNoMoreThanIsWanted() {
    assertThat(divide(300, 1, 10, 0, 20)).containsExactly(10, 0, 20);
  }

  @Test
  void givesWhatOneLeavesToTheOthers() {
    assertThat(divide(300, 1, 40, ALL, ALL)).containsExactly(40, 130, 130);
  }

  @Test
  void givesExactlyThePartToWhoWantsOneLessOrJustThatOrOneMore() {
    assertThat(divide(300, 1, 99, 100, 101)).containsExactly(99, 100, 101);
    assertThat(divide(299, 1, 99, 100, 101)).containsExactly(99, 100, 100);
  }

  @Test
  void givesTheUnitsThatDoNotDivideByTurns() {
    assertThat(WaterFilling.divide(5, longs(ALL, ALL, ALL), new int[] {1, 1, 1}, 0))
        .containsExactly(2, 2, 1);
    assertThat(WaterFilling.divide(5, longs(ALL, ALL, ALL), new int[] {1, 1, 1}, 1))
        .containsExactly(1, 2, 2);
    assertThat(WaterFilling.divide(5, longs(ALL, ALL, ALL), new int[] {1, 1, 1}, -1))
        .containsExactly(2, 1, 2);
  }

  @Test
  void bringsEverybodyToItsTurnWhereThereIsLessThanOneUnitForEach() {
    long[] sums = new long[5];
    for (int turn = 0; turn < 5; turn++) {
      long[] parts = WaterFilling.divide(2, longs(9, 9, 9, 9, 9), ones(5), turn);
      Arrays.setAll(sums, i -> sums[i] + parts[i]);
    }
    assertThat(sums).containsOnly(2);
  }

  @Test
  void holdsTheProportionWhereTheAmountIsBelowTheSumOfTheWeights() {
    assertThat(WaterFilling.divide(9, longs(ALL, ALL), new int[] {1000, 500}, 0))
        .containsExactly(6, 3);
  }

  @Test
  void standsTheLargestNumbers() {
    long[] parts =
        WaterFilling.divide(
            Long.MAX_VALUE, longs(Long.MAX_VALUE, Long.MAX_VALUE), new int[] {1000, 1}, 0);
    assertThat(LongStream.of(parts).sum()).isEqualTo(Long.MAX_VALUE);
    assertThat(parts[0] / 1000).isCloseTo(parts[1], within(1L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void dividesAsIfEachUnitWentToTheNeediest(int seed) {
    Random random = new Random(seed);
    int count = random.nextInt(1, 12);
    long amount = random.nextInt(2_000);
    long[] wants = random.longs(count, 0, random.nextInt(1, 600)).toArray();
    int[] weights = random.ints(count, 1, random.nextInt(2, 40)).toArray();
    long[] parts = WaterFilling.divide(amount, wants, weights, seed);
    assertThat(LongStream.of(parts).sum()).isEqualTo(Math.min(amount, LongStream.of(wants).sum()));
    long[] expected = unitByUnit(amount, wants, weights);
    assertThat(IntStream.range(0, count))
        .allSatisfy(i -> {
          assertThat(parts[i]).isBetween(0L, wants[i]);
          assertThat(Math.abs(parts[i] - expected[i])).isLessThanOrEqualTo(2);
        });
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Slow and obvious: the next unit goes to whoever would have the least for its weight then. */
  private static long[] unitByUnit(long amount, long[] wants, int[] weights) {
    long[] parts = new long[wants.length];
    for (long unit = 0; unit < amount; unit++) {
      IntStream.range(0, wants.length)
          .filter(i -> parts[i] < wants[i])
          .boxed()
          .min((a, b) ->
              Double.compare((parts[a] + 1.0) / weights[a], (parts[b] + 1.0) / weights[b]))
          .ifPresent(neediest -> parts[neediest]++);
    }
    return parts;
  }

  private static long[] divide(long amount, int weight, long... wants) {
    int[] weights = new int[wants.length];
    Arrays.fill(weights, weight);
    return WaterFilling.divide(amount, wants, weights, 0);
  }

  private static long[] longs(long... values) {
    return values;
  }

  private static int[] ones(int count) {
    return IntStream.generate(() -> 1).limit(count).toArray();
  }
}
