package io.github.httptunnel.server.api;

import io.github.httptunnel.server.metrics.Distribution;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in microseconds.
 *
 * @param p50 half of them took no longer
 * @param p90 nine of ten took no longer
 * @param p99 99 of a hundred took no longer
 */
record Quantiles(long p50, long p90, long p99) {

  /** Absent if there was nothing. */
  static @Nullable Quantiles of(Distribution distribution) {
    return distribution.count() == 0
        ? null
        : new Quantiles(
            micros(distribution, 0.5), micros(distribution, 0.9), micros(distribution, 0.99));
  }

  private static long micros(Distribution distribution, double share) {
    return TimeUnit.NANOSECONDS.toMicros(distribution.percentile(share).toNanos());
  }
}
