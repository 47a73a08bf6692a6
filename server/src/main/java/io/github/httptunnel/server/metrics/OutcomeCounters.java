package io.github.httptunnel.server.metrics;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Outcome;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts outcomes for each listener and protocol, with one look-up in each of two small maps. */
final class OutcomeCounters {

  private record Outcomes(
      CounterDataPoint closed, CounterDataPoint refused, CounterDataPoint abandoned) {

    void count(Outcome outcome) {
      switch (outcome) {
        case Outcome.Closed _ -> closed.inc();
        case Outcome.Refused _ -> refused.inc();
        case Outcome.Abandoned _ -> abandoned.inc();
      }
    }
  }

  private final Counter counter;
  private final ListenerNames names;
  private final ConcurrentMap<String, ConcurrentMap<String, Outcomes>> children =
      new ConcurrentHashMap<>();

  OutcomeCounters(Instruments instruments, ListenerNames names) {
    this.counter =
        instruments.counter(
            "tunnels", "Requests that are over.", "listener", "protocol", "outcome");
    this.names = names;
  }

  void count(ClientInfo client, Outcome outcome) {
    children
        .computeIfAbsent(names.label(client.listener()), _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            client.protocol(), protocol -> outcomes(names.label(client.listener()), protocol))
        .count(outcome);
  }

  /** How many of each there were, at all listeners. */
  Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    children.values().stream()
        .flatMap(protocols -> protocols.values().stream())
        .forEach(outcomes -> {
          totals.merge("closed", outcomes.closed().getLongValue(), Long::sum);
          totals.merge("refused", outcomes.refused().getLongValue(), Long::sum);
          totals.merge("abandoned", outcomes.abandoned().getLongValue(), Long::sum);
        });
    return totals;
  }

  private Outcomes outcomes(String listener, String protocol) {
    return new Outcomes(
        counter.labelValues(listener, protocol, "closed"),
        counter.labelValues(listener, protocol, "refused"),
        counter.labelValues(listener, protocol, "abandoned"));
  }
}
