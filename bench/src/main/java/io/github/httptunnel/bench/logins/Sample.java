package io.github.httptunnel.bench.logins;

import java.util.Arrays;

/** Times that were measured. */
final class Sample {

  /** In nanoseconds, the least first. */
  private final long[] sorted;

  private Sample(long[] sorted) {
    this.sorted = sorted;
  }

  /** Of times in nanoseconds. */
  static Sample of(long[] times) {
    long[] copy = times.clone();
    Arrays.sort(copy);
    return new Sample(copy);
  }

  /** In milliseconds. */
  double mean() {
    return Arrays.stream(sorted).average().orElseThrow() / 1e6;
  }

  /** Of the mean, in milliseconds. */
  double standardError() {
    double mean = mean();
    double squares =
        Arrays.stream(sorted).mapToDouble(time -> time / 1e6 - mean).map(d -> d * d).sum();
    return Math.sqrt(squares / (sorted.length - 1) / sorted.length);
  }

  /** The time within which this part of all were, in milliseconds. */
  double within(double part) {
    return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))] / 1e6;
  }
}
