package io.github.httptunnel.server.api;

import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.metrics.OpenFiles;
import io.github.httptunnel.server.metrics.ServerMetrics;
import io.github.httptunnel.server.metrics.TunnelTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reads how the program is. Thread-safe; takes about a millisecond, so not for event loops. */
final class StatusReader {

  /** Of those who are limited, so many are shown. */
  private static final int MOST_LIMITED = 10;

  private static final Duration RATES = Duration.ofSeconds(1);
  private static final Duration RATES_OLDEST = Duration.ofSeconds(10);
  private static final Duration LATENCIES = Duration.ofSeconds(30);

  private final String version;
  private final Instant started;
  private final long startedNanos;
  private final TunnelServer server;
  private final Logs logs;
  private final LongSupplier nanoTime;
  private final Earlier<TrafficStats> traffic;
  private final Earlier<TunnelTotals> totals;
  private final OpenFiles files;

  /** Of a program that has just started. */
  StatusReader(
      String version,
      Instant started,
      TunnelServer server,
      ServerMetrics metrics,
      Logs logs,
      LongSupplier nanoTime) {
    this.version = version;
    this.started = started;
    this.startedNanos = nanoTime.getAsLong();
    this.server = server;
    this.logs = logs;
    this.nanoTime = nanoTime;
    this.traffic = new Earlier<>(server::traffic, nanoTime, RATES, RATES_OLDEST);
    this.totals =
        new Earlier<>(metrics::totals, nanoTime, LATENCIES, Duration.ofNanos(Long.MAX_VALUE))
            .begin();
    this.files = metrics.files();
  }

  Status read() {
    Earlier.Pair<TrafficStats> carried = traffic.read();
    Earlier.Pair<TunnelTotals> happened = totals.read();
    TrafficStats before = carried.before().value();
    TrafficStats now = carried.now().value();
    return new Status(
        version,
        started,
        Duration.ofNanos(nanoTime.getAsLong() - startedNanos),
        server.isServing(),
        server.config(),
        server.listeners(),
        server.live(),
        server.mostTunnels(),
        happened.now().value(),
        happened.before().value(),
        happened.length(),
        now,
        carried.perSecond(now.upstreamBytes() - before.upstreamBytes()),
        carried.perSecond(now.downstreamBytes() - before.downstreamBytes()),
        server.overload(),
        files.count(),
        server.limits(),
        server.limited(MOST_LIMITED),
        server.reloads(),
        server.dnsCache(),
        logs.dropped());
  }

  /** What plots are made of. */
  Moment moment() {
    Earlier.Pair<TunnelTotals> happened = totals.read();
    TunnelTotals now = happened.now().value();
    TunnelTotals before = happened.before().value();
    TrafficStats carried = server.traffic();
    long turnedAway = sum(Status.turnedAway(server.listeners()));
    int live = server.live();
    return new Moment(
        carried.downstreamBytes(),
        carried.upstreamBytes(),
        live,
        sum(now.outcomes()) + live + turnedAway,
        now.outcomes().getOrDefault("refused", 0L) + turnedAway,
        Quantiles.of(now.connect().since(before.connect())),
        Quantiles.of(now.handshake().since(before.handshake())));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
