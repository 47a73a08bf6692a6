package io.github.httptunnel.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What became of tunnels that were asked for.
 *
 * @param served how long it took to serve those that were, in nanoseconds
 * @param refused how long it took to say no, or to end those that were told nothing
 * @param failures how many were not served, by what they met instead
 * @param servedIn how many were served in each second
 */
record Outcomes(
    Histogram served, Histogram refused, Map<String, Long> failures, List<Long> servedIn) {

  private static final double NANOS_PER_MICRO = 1000;

  /** Both together. */
  Outcomes plus(Outcomes other) {
    Histogram bothServed = served.copy();
    bothServed.add(other.served);
    Histogram bothRefused = refused.copy();
    bothRefused.add(other.refused);
    Map<String, Long> sum = new TreeMap<>(failures);
    other.failures.forEach((how, many) -> sum.merge(how, many, Long::sum));
    List<Long> each =
        IntStream.range(0, servedIn.size())
            .mapToObj(second -> servedIn.get(second) + other.servedIn.get(second))
            .toList();
    return new Outcomes(bothServed, bothRefused, sum, each);
  }

  /** Adds all of it; times in microseconds. */
  void report(Report report) {
    report.put("served", served.getTotalCount()).put("refused", refused.getTotalCount());
    failures.forEach(report::put);
    new Latencies(served, served.getTotalCount(), 0).report(report);
    report
        .put("refused_p99_us", refused.getValueAtPercentile(99) / NANOS_PER_MICRO)
        .put("refused_max_us", refused.getMaxValue() / NANOS_PER_MICRO)
        .put("served_least", servedIn.stream().mapToLong(Long::longValue).min().orElse(0))
        .put("served_in", servedIn);
  }
}
