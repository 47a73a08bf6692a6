package io.github.httptunnel.server.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A counter with one label, the values of which come from a closed set of ours. */
final class ReasonCounters {

  private final Counter counter;
  private final ConcurrentMap<String, CounterDataPoint> children = new ConcurrentHashMap<>();

  ReasonCounters(Counter counter) {
    this.counter = counter;
  }

  /** A reason that has not occurred yet shows as zero: its first occurrence is an increase, too. */
  void expect(String reason) {
    of(reason);
  }

  void count(String reason) {
    of(reason).inc();
  }

  /** How often each has occurred. */
  Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    children.forEach((reason, counter) -> totals.put(reason, counter.getLongValue()));
    return totals;
  }

  private CounterDataPoint of(String reason) {
    return children.computeIfAbsent(reason, counter::labelValues);
  }
}
