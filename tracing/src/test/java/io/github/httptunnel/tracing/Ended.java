package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TraceContext;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The end of a request, to change one thing of. All that can be told about it is told. */
record Ended(
    TunnelRequest.@Nullable Kind kind,
    Outcome outcome,
    Timings timings,
    @Nullable TraceContext trace) {

  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00.123456789Z");

  static final Outcome CLEANLY = new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET);

  /** Asked after 1 ms, looked up in 2 ms, dialled in 4 ms, over after 100 ms. */
  static Ended tunnel() {
    return new Ended(TunnelRequest.Kind.TUNNEL, CLEANLY, timings(1, 2, 4, 100), null);
  }

  /** In milliseconds; below zero: that phase was not reached. */
  static Timings timings(int negotiate, int dns, int connect, int total) {
    return new Timings(BEGIN, millis(negotiate), millis(dns), millis(connect), millis(total));
  }

  private static @Nullable Duration millis(int millis) {
    return millis < 0 ? null : Duration.ofMillis(millis);
  }

  /** That long after the beginning, as spans tell the time. */
  static long nanos(int millis) {
    return TimeUnit.SECONDS.toNanos(BEGIN.getEpochSecond())
        + BEGIN.getNano()
        + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  Ended with(TunnelRequest.@Nullable Kind other) {
    return new Ended(other, outcome, timings, trace);
  }

  Ended with(Outcome other) {
    return new Ended(kind, other, timings, trace);
  }

  Ended with(Timings other) {
    return new Ended(kind, outcome, other, trace);
  }

  Ended with(TraceContext other) {
    return new Ended(kind, outcome, timings, other);
  }

  TunnelEvent event() {
    return new TunnelEvent.Closed(
        new TunnelStats(
            new TunnelId(1, 2),
            new ClientInfo(new InetSocketAddress("192.0.2.77", 40_123), "main", "https", false, 0),
            new Target(new Host.Name("target.example"), 8443),
            InetAddress.ofLiteral("198.51.100.9"),
            kind,
            "eve",
            new RuleRef("rules[3]"),
            false,
            outcome,
            new DirectionStats(11, 1, Duration.ZERO, StreamEnd.FINISHED),
            new DirectionStats(22, 1, Duration.ZERO, StreamEnd.FINISHED),
            timings,
            trace));
  }
}
