package io.github.httptunnel.server.metrics;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.concurrent.Ticker;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what happens to tunnels. Nothing of a client, a user or a target becomes a label. */
final class TunnelMetrics implements TunnelObserver {

  private final Ticker ticker;
  private final OutcomeCounters outcomes;
  private final ReasonCounters refusals;
  private final ReasonCounters closes;
  private final ReasonCounters faults;
  private final Histogram handshake;
  private final Histogram dns;
  private final Histogram connect;
  private final Histogram setup;
  private final Histogram tunnelDuration;
  private final Histogram exchangeDuration;
  private final Histogram loopLag;

  /**
   * @param ticker the event loops' clock
   */
  TunnelMetrics(Instruments make, ListenerNames names, Ticker ticker) {
    this.ticker = ticker;
    this.outcomes = new OutcomeCounters(make, names);
    this.refusals =
        new ReasonCounters(make.counter("refusals", "Requests that were refused.", "reason"));
    this.closes = new ReasonCounters(make.counter("tunnel_close", "Tunnels that ended.", "reason"));
    this.faults = new ReasonCounters(make.counter("faults", "Faults of this program.", "phase"));
    this.handshake =
        make.latency("handshake_seconds", "From accept to the end of a client's TLS handshake.");
    this.dns = make.latency("dns_seconds", "Looking a target's name up.");
    this.connect = make.latency("connect_seconds", "From the first dial to a connection.");
    this.setup =
        make.latency("setup_seconds", "From accept, or a request's first byte, to the answer.");
    this.tunnelDuration =
        make.histogram(
            "tunnel_duration_seconds",
            "From accept to the end of a tunnel.",
            0.1,
            0.5,
            1,
            5,
            15,
            60,
            300,
            900,
            3600,
            21_600,
            86_400);
    this.exchangeDuration =
        make.latency("exchange_duration_seconds", "From a request's first byte to its end.");
    this.loopLag =
        make.latency("event_loop_lag_seconds", "How long an event loop took to get to a task.");
    for (CloseReason reason : CloseReason.values()) {
      closes.expect(reason.code());
    }
    for (Phase phase : Phase.values()) {
      faults.expect(phase.code());
    }
  }

  @Override
  public void on(TunnelEvent event) {
    switch (event) {
      case TunnelEvent.Secured(_, Duration took) -> observe(handshake, took);
      case TunnelEvent.Established(_, TunnelRequest request) ->
          observe(setup, Duration.ofNanos(ticker.nanoTime() - request.client().acceptedNanos()));
      case TunnelEvent.Closed(TunnelStats stats) -> ended(stats);
      // counted where memory is watched
      case TunnelEvent.Exhausted _ -> {}
      case TunnelEvent.LoopAnswered(Duration lag) -> observe(loopLag, lag);
      case TunnelEvent.Faulted(Phase phase, _) -> faults.count(phase.code());
    }
  }

  /** All there was so far. Any thread. */
  TunnelTotals totals() {
    return new TunnelTotals(
        outcomes.totals(),
        refusals.totals(),
        closes.totals(),
        distribution(handshake),
        distribution(dns),
        distribution(connect),
        distribution(setup));
  }

  private static Distribution distribution(Histogram histogram) {
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    histogram
        .collect()
        .getDataPoints()
        .forEach(point ->
            point
                .getClassicBuckets()
                .forEach(bucket -> {
                  bounds.add(bucket.getUpperBound());
                  counts.add(bucket.getCount());
                }));
    return new Distribution(bounds, counts);
  }

  private void ended(TunnelStats stats) {
    outcomes.count(stats.client(), stats.outcome());
    Timings timings = stats.timings();
    observe(dns, timings.dns());
    observe(connect, timings.connect());
    switch (stats.outcome()) {
      case Outcome.Refused(var refusal, _) -> refusals.count(refusal.code());
      case Outcome.Abandoned _ -> {}
      case Outcome.Closed(CloseReason reason, _) -> {
        closes.count(reason.code());
        observe(
            stats.kind() == TunnelRequest.Kind.EXCHANGE ? exchangeDuration : tunnelDuration,
            timings.total());
      }
    }
  }

  private static void observe(DistributionDataPoint histogram, @Nullable Duration duration) {
    if (duration != null) {
      histogram.observe(Unit.nanosToSeconds(duration.toNanos()));
    }
  }
}
