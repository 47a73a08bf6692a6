package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaximumRateTest {

  private static final long START = 5 * SECOND + 1;

  @Test
  void toleratesAnythingInTheFirstFiveSeconds() {
    MaximumRate rate = new MaximumRate(1000, START);
    assertThat(rate.isExceededBy(1_000_000, START + 5 * SECOND - 1)).isFalse();
    assertThat(rate.isExceededBy(1, START + 5 * SECOND)).isTrue();
  }

  @Test
  void isExceededByOneByteMoreThanTheAverageAllows() {
    MaximumRate rate = new MaximumRate(1000, START);
    assertThat(rate.isExceededBy(5000, START + 5 * SECOND)).isFalse();
    assertThat(rate.isExceededBy(1, START + 5 * SECOND)).isTrue();
    assertThat(new MaximumRate(1000, START).isExceededBy(4999, START + 5 * SECOND)).isFalse();
  }

  @Test
  void countsTheAverageSinceTheStart() {
    MaximumRate rate = new MaximumRate(1000, START);
    assertThat(rate.isExceededBy(1, START + 99 * SECOND)).isFalse();
    assertThat(rate.isExceededBy(99_999, START + 100 * SECOND)).isFalse();
    assertThat(rate.isExceededBy(1, START + 100 * SECOND)).isTrue();
  }

  @Test
  void takesRatesThatNoMachineReaches() {
    MaximumRate rate = new MaximumRate(Long.MAX_VALUE, START);
    assertThat(rate.isExceededBy(Integer.MAX_VALUE, START + 1_000_000 * SECOND)).isFalse();
  }
}
