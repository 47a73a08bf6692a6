package io.github.httptunnel.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long operations took.
 *
 * @param times in nanoseconds, of the unfinished too
 * @param completed how many are complete
 * @param unfinished how many are not
 */
record Latencies(Histogram times, long completed, long unfinished) {

  private static final double NANOS_PER_MICRO = 1000;

  /** All in one. */
  static Latencies sum(List<Latencies> parts) {
    Histogram times = parts.getFirst().times().copy();
    parts.subList(1, parts.size()).forEach(part -> times.add(part.times()));
    return new Latencies(
        times,
        parts.stream().mapToLong(Latencies::completed).sum(),
        parts.stream().mapToLong(Latencies::unfinished).sum());
  }

  /**
   * As if more operations had been due, one each interval, while others took longer than that: they
   * would else hide how long these would have waited.
   */
  Latencies corrected(long intervalNanos) {
    return new Latencies(
        times.copyCorrectedForCoordinatedOmission(intervalNanos), completed, unfinished);
  }

  /** Adds the percentiles, in microseconds. */
  void report(Report report) {
    report
        .put("p50_us", micros(50))
        .put("p90_us", micros(90))
        .put("p99_us", micros(99))
        .put("p999_us", micros(99.9))
        .put("max_us", times.getMaxValue() / NANOS_PER_MICRO);
  }

  private double micros(double percentile) {
    return times.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }
}
