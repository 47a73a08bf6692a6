package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one span of each tunnel and exchange when it is over, with its phases as children. A
 * connection from which no sound request came is neither and has none.
 */
final class TunnelSpans implements TunnelObserver {

  private final Tracer tracer;
  private final Supplier<Disclosure> disclosure;

  /**
   * @param disclosure what spans may name; asked for each
   */
  TunnelSpans(Tracer tracer, Supplier<Disclosure> disclosure) {
    this.tracer = tracer;
    this.disclosure = disclosure;
  }

  @Override
  public void on(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed(TunnelStats stats)) {
      TunnelRequest.Kind kind = stats.kind();
      if (kind != null) {
        ended(stats, kind);
      }
    }
  }

  private void ended(TunnelStats stats, TunnelRequest.Kind kind) {
    Instant begin = stats.timings().started();
    Instant end = begin.plus(stats.timings().total());
    Span span =
        tracer
            .spanBuilder(name(kind))
            .setSpanKind(SpanKind.SERVER)
            .setParent(RemoteParent.of(stats.trace()))
            .setStartTimestamp(begin)
            .startSpan();
    if (span.isRecording()) {
      SpanAttributes.describe(span, stats, disclosure.get());
      @Nullable String error = Blame.error(stats.outcome());
      if (error != null) {
        span.setStatus(StatusCode.ERROR).setAttribute(SpanAttributes.ERROR, error);
      }
      new PhaseSpans(tracer, span, stats, end).add();
    }
    span.end(end);
  }

  private static String name(TunnelRequest.Kind kind) {
    return switch (kind) {
      case TUNNEL -> "CONNECT";
      case EXCHANGE -> "exchange";
    };
  }
}
