package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {

  private static final String BEHIND_THE_NAME =
      " S 41 42 42 0 -1 4194560 2251 9 1 2 130 27 5000 6000 20 0 1 0 8791 1 0\n";

  @Test
  void addsUserAndSystemTimeWithoutThatOfChildrenThatHaveEnded() {
    assertThat(ProcStat.parse("42 (java)" + BEHIND_THE_NAME)).isEqualTo(new ProcStat(42, 41, 157));
  }

  @Test
  void isNotMisledByANameWithBlanksAndBrackets() {
    assertThat(ProcStat.parse("42 (a) R 7 (b c)" + BEHIND_THE_NAME))
        .isEqualTo(new ProcStat(42, 41, 157));
  }
}
