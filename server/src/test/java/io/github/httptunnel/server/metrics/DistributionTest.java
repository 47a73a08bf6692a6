package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

  private static Distribution of(long... counts) {
    return new Distribution(
        List.of(0.001, 0.01, 0.1, Double.POSITIVE_INFINITY),
        Arrays.stream(counts).boxed().toList());
  }

  @Test
  void withoutAnythingEveryPercentileIsZero() {
    assertThat(of(0, 0, 0, 0).percentile(0.99)).isZero();
  }

  @Test
  void takesThoseWithinABucketToBeSpreadEvenly() {
    assertThat(of(10, 0, 0, 0).percentile(0.5)).isEqualTo(Duration.ofNanos(500_000));
    assertThat(of(0, 10, 0, 0).percentile(0.5)).isEqualTo(Duration.ofNanos(5_500_000));
    assertThat(of(5, 5, 0, 0).percentile(0.5)).isEqualTo(Duration.ofMillis(1));
    assertThat(of(90, 0, 10, 0).percentile(0.99)).isEqualTo(Duration.ofMillis(91));
  }

  @Test
  void saysNoMoreThanTheLastBoundOfWhatIsBeyondIt() {
    assertThat(of(0, 0, 0, 4).percentile(0.5)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void leavesOutWhatWasBefore() {
    Distribution since = of(3, 5, 0, 1).since(of(3, 1, 0, 0));
    assertThat(since).isEqualTo(of(0, 4, 0, 1));
    assertThat(since.count()).isEqualTo(5);
  }
}
