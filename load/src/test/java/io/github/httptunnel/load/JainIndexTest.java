package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JainIndexTest {

  @Test
  void isOneWhenAllHaveTheSame() {
    assertThat(JainIndex.of(List.of(7.0, 7.0, 7.0))).isEqualTo(1);
  }

  @Test
  void isOneOverTheirNumberWhenOneHasEverything() {
    assertThat(JainIndex.of(List.of(0.0, 9.0, 0.0, 0.0))).isEqualTo(0.25);
  }

  @Test
  void liesBetweenForUnequalShares() {
    assertThat(JainIndex.of(List.of(1.0, 3.0))).isEqualTo(0.8, within(1e-9));
  }

  @Test
  void isOneWhenNobodyHasAnything() {
    assertThat(JainIndex.of(List.of(0.0, 0.0))).isEqualTo(1);
  }

  @Test
  void isOneWhenAllHaveWhatTheirWeightsSay() {
    assertThat(JainIndex.weighted(List.of(1.0, 2.0, 4.0), List.of(10.0, 20.0, 40.0))).isEqualTo(1);
  }

  @Test
  void isBelowOneWhenWeightsAreNotHeeded() {
    assertThat(JainIndex.weighted(List.of(5.0, 5.0), List.of(1.0, 3.0)))
        .isEqualTo(0.8, within(1e-9));
  }
}
