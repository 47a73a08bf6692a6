package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final Sample EARLIER = new Sample(-1_000_000_000L, List.of(100L, 0L));
  private static final Sample LATER = new Sample(1_000_000_000L, List.of(300L, 50L));

  @Test
  void givesTheRateOfEachClient() {
    assertThat(LATER.ratesSince(EARLIER)).containsExactly(100.0, 25.0);
  }

  @Test
  void givesTheRateOfAllTogether() {
    assertThat(LATER.rateSince(EARLIER)).isEqualTo(125);
  }
}
