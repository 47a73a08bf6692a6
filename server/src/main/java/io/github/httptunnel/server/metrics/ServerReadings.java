package io.github.httptunnel.server.metrics;

import io.github.httptunnel.connect.CacheStats;
import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.assembly.Reloads;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.transport.AcceptFailure;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What the server counts by itself and hands out; read at each scrape. */
final class ServerReadings {

  private final Instruments make;
  private final ListenerNames names;
  private final TunnelServer server;

  ServerReadings(Instruments make, ListenerNames names, TunnelServer server) {
    this.make = make;
    this.names = names;
    this.server = server;
  }

  void register() {
    listeners();
    traffic();
    dnsCache();
    reloads();
    new OverloadReadings(make, server.overload()).register();
    new LimitReadings(make, server::limits).register();
    make.measured(
        "tunnels_limit",
        "Requests and tunnels that may be under way at once.",
        server::mostTunnels);
  }

  private void listeners() {
    make.measured(
        "tunnels_active",
        "Requests and tunnels under way.",
        callback -> each(callback, ListenerStats::tunnels),
        "listener");
    make.measured(
        "connections_active",
        "Connections of clients.",
        callback -> each(callback, ListenerStats::connections),
        "listener");
    make.counted(
        "accept_refused",
        "Connections of clients that were closed before anything was read.",
        this::acceptRefused,
        "reason");
    make.counted(
        "accept_failures",
        "Connections that the system did not hand over.",
        this::acceptFailures,
        "cause");
  }

  private void traffic() {
    make.counted(
        "relay_bytes",
        "Payload that was passed on, in tunnels that are not over too.",
        callback -> {
          TrafficStats traffic = server.traffic();
          callback.call((double) traffic.upstreamBytes(), "upstream");
          callback.call((double) traffic.downstreamBytes(), "downstream");
        },
        "direction");
    make.counted(
        "relay_throttled_seconds",
        "For how long bytes had to wait for a maximum rate or a bandwidth, all tunnels added up.",
        callback -> {
          TrafficStats traffic = server.traffic();
          callback.call(seconds(traffic.upstreamThrottled()), "upstream");
          callback.call(seconds(traffic.downstreamThrottled()), "downstream");
        },
        "direction");
  }

  private void dnsCache() {
    make.counted(
        "dns_cache_requests",
        "Names that were asked for.",
        callback -> {
          CacheStats cache = server.dnsCache();
          callback.call((double) cache.hits(), "hit");
          callback.call((double) cache.misses(), "miss");
          callback.call((double) cache.joined(), "joined");
          callback.call((double) cache.refused(), "refused");
        },
        "result");
    make.counted(
        "dns_cache_stale",
        "Requests that got an address beyond its time, as DNS did not answer.",
        () -> server.dnsCache().stale());
    make.counted(
        "dns_cache_refreshes",
        "Look-ups of names in use, ahead of time.",
        () -> server.dnsCache().refreshes());
    make.measured("dns_cache_pending", "Look-ups under way.", () -> server.dnsCache().pending());
  }

  private void reloads() {
    Reloads reloads = server.reloads();
    make.counted(
        "reload",
        "Reloads of the configuration.",
        callback -> {
          callback.call((double) reloads.applied(), "applied");
          callback.call((double) reloads.rejected(), "rejected");
        },
        "result");
    make.measured(
        "config_last_reload_success_timestamp_seconds",
        "When the configuration in force was read, by the wall clock.",
        () -> (double) reloads.lastSuccess().getEpochSecond());
  }

  private void each(GaugeWithCallback.Callback callback, ToIntFunction<ListenerStats> figure) {
    Map<String, Integer> sums =
        server.listeners().stream()
            .collect(
                Collectors.groupingBy(
                    listener -> names.label(listener.name()),
                    TreeMap::new,
                    Collectors.summingInt(figure)));
    sums.forEach((name, sum) -> callback.call(sum, name));
  }

  private void acceptRefused(CounterWithCallback.Callback callback) {
    Map<String, Long> sums = new TreeMap<>();
    server
        .listeners()
        .forEach(listener ->
            listener
                .closedUnread()
                .forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
    sums.forEach((reason, sum) -> callback.call(sum.doubleValue(), reason));
  }

  private void acceptFailures(CounterWithCallback.Callback callback) {
    for (AcceptFailure failure : AcceptFailure.values()) {
      long sum =
          server.listeners().stream()
              .mapToLong(listener -> listener.failures().getOrDefault(failure, 0L))
              .sum();
      callback.call((double) sum, failure.name().toLowerCase(Locale.ROOT));
    }
  }

  private static double seconds(Duration duration) {
    return Unit.nanosToSeconds(duration.toNanos());
  }
}
