package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctTargetsTest {

  private static final long MINUTE = DistinctTargets.MINUTE;

  /** Far enough from each other that none of them meet. */
  private static final long A = 0x0100;

  private static final long B = 0x0201;
  private static final long C = 0x0302;

  private final DistinctTargets targets = new DistinctTargets();

  @Test
  void admitsAsManyAsThereMayBe() {
    assertThat(targets.admits(A, 2, 0)).isTrue();
    assertThat(targets.admits(B, 2, 0)).isTrue();
    assertThat(targets.admits(C, 2, 0)).isFalse();
  }

  @Test
  void admitsWhatItKnowsHoweverOften() {
    targets.admits(A, 1, 0);
    targets.admits(B, 1, 0);
    assertThat(targets.admits(A, 1, 1)).isTrue();
    assertThat(targets.admits(B, 1, 1)).isFalse();
  }

  @Test
  void tellsAFewApartWhoseHashesAreAlmostTheSame() {
    for (long target = 0; target < DistinctTargets.FEW; target++) {
      assertThat(targets.admits(A + (target << 60), DistinctTargets.FEW, 0)).isTrue();
    }
    assertThat(targets.admits(B, DistinctTargets.FEW, 0)).isFalse();
  }

  @Test
  void isSpentFromTheLastThatThereMayBeOn() {
    targets.note(A, 2, 0);
    assertThat(targets.isSpent(2, 0)).isFalse();
    targets.note(B, 2, 0);
    assertThat(targets.isSpent(2, 0)).isTrue();
  }

  @Test
  void beginsAnewWhenTheMinuteSinceTheFirstIsOver() {
    targets.admits(A, 1, 5);
    assertThat(targets.admits(B, 1, 5 + MINUTE - 1)).isFalse();
    assertThat(targets.isSpent(1, 5 + MINUTE - 1)).isTrue();
    assertThat(targets.isSpent(1, 5 + MINUTE)).isFalse();
    assertThat(targets.admits(B, 1, 5 + MINUTE)).isTrue();
  }

  @Test
  void isSpentOfNothingBeforeTheFirst() {
    assertThat(targets.isSpent(1, 0)).isFalse();
  }

  @Test
  void takesAnotherBoundWithinTheMinute() {
    targets.admits(A, 1, 0);
    assertThat(targets.admits(B, 2, 1)).isTrue();
    assertThat(targets.admits(C, 2, 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 120, 1000, 10_000})
  void isSpentAfterAboutAsMany(int most) {
    Random random = new Random(7L * most);
    int noted = 0;
    while (!targets.isSpent(most, 0)) {
      targets.note(random.nextLong(), most, 0);
      noted++;
    }
    assertThat(noted).isBetween((int) Math.floor(0.93 * most), (int) Math.ceil(1.07 * most));
  }
}
