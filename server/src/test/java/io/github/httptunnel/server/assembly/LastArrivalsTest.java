package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastArrivalsTest {

  // close to where it turns negative
  private static final long START = Long.MAX_VALUE - 1;
  private static final long LULL = LastArrivals.LULL_NANOS;

  private final LastArrivals arrivals = new LastArrivals(3, START);

  @Test
  void areNotWaitedForIfNobodyIsThere() {
    assertThat(new LastArrivals(0, START).mayCome(0, START)).isFalse();
  }

  @Test
  void areWaitedForAWhileIfNobodyAsks() {
    assertThat(arrivals.mayCome(3, START + LULL - 1)).isTrue();
    assertThat(arrivals.mayCome(3, START + LULL)).isFalse();
  }

  @Test
  void areWaitedForAsLongAsOneAfterTheOtherAsks() {
    assertThat(arrivals.mayCome(2, START + LULL - 1)).isTrue();
    assertThat(arrivals.mayCome(1, START + 2 * LULL - 2)).isTrue();
    assertThat(arrivals.mayCome(1, START + 3 * LULL - 3)).isTrue();
    assertThat(arrivals.mayCome(1, START + 3 * LULL - 2)).isFalse();
  }

  @Test
  void areOverWithTheLast() {
    assertThat(arrivals.mayCome(1, START)).isTrue();
    assertThat(arrivals.mayCome(0, START)).isFalse();
  }
}
