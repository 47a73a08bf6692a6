package io.github.httptunnel.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How visits were over.
 *
 * @param ends how long they took, in nanoseconds
 * @param results how many were answered with which status, and how many ended in which way
 */
record Fates(Histogram ends, Map<String, Long> results) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Both together. */
  Fates plus(Fates other) {
    Histogram both = ends.copy();
    both.add(other.ends);
    Map<String, Long> sum = new TreeMap<>(results);
    other.results.forEach((how, many) -> sum.merge(how, many, Long::sum));
    return new Fates(both, sum);
  }

  /** Adds all of it; times in seconds. */
  void report(Report report) {
    results.forEach(report::put);
    report
        .put("over_least_s", ends.getMinValue() / NANOS_PER_SECOND)
        .put("over_p50_s", ends.getValueAtPercentile(50) / NANOS_PER_SECOND)
        .put("over_most_s", ends.getMaxValue() / NANOS_PER_SECOND);
  }
}
