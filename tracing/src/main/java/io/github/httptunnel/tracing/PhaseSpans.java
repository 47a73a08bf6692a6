package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelStats;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The spans below that of a tunnel: looking the name up and reaching the target, where it came to
 * that. They stand one behind the other from the complete request on, as limits and rules take no
 * time that could be seen.
 *
 * @param parent the tunnel's span
 * @param end the tunnel's: no phase outlives it
 */
record PhaseSpans(Tracer tracer, Span parent, TunnelStats stats, Instant end) {

  void add() {
    Timings timings = stats.timings();
    if (timings.negotiate() == null) {
      return;
    }
    Instant at = timings.started().plus(timings.negotiate());
    Refusal refusal = stats.outcome() instanceof Outcome.Refused(Refusal why, _) ? why : null;
    if (timings.dns() != null) {
      boolean failed = refusal != null && Blame.ofDns(refusal);
      span("dns", SpanKind.INTERNAL, at, at.plus(timings.dns()), failed);
      at = at.plus(timings.dns());
    }
    Instant connected = connected(timings.connect(), at, refusal);
    if (connected != null) {
      boolean failed = refusal != null && Blame.ofConnect(refusal);
      span("connect", SpanKind.CLIENT, at, connected, failed);
    }
  }

  /**
   * When the dial was over; absent if there was none. One that failed, or was called off, went on
   * until the end of the request.
   */
  private @Nullable Instant connected(
      @Nullable Duration took, Instant from, @Nullable Refusal refusal) {
    if (took != null) {
      // a connection that had been kept was not dialled
      return took.isZero() ? null : from.plus(took);
    }
    boolean failed = refusal != null && Blame.ofConnect(refusal);
    boolean calledOff =
        stats.outcome() instanceof Outcome.Abandoned(Phase phase) && phase == Phase.CONNECT;
    return failed || calledOff ? end : null;
  }

  private void span(String name, SpanKind kind, Instant from, Instant to, boolean failed) {
    Span span =
        tracer
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(Context.root().with(parent))
            .setStartTimestamp(earlier(from))
            .startSpan();
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(earlier(to));
  }

  private Instant earlier(Instant time) {
    return time.isAfter(end) ? end : time;
  }
}
