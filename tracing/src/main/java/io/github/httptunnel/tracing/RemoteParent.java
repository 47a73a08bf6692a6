package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.TraceContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes the SDK's context of what a client said. */
final class RemoteParent {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  private RemoteParent() {}

  /** That of a new trace if the client named none. */
  static Context of(@Nullable TraceContext trace) {
    return trace == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), trace, Fields.GETTER);
  }

  /** The fields as the first version of the specification has them. */
  private enum Fields implements TextMapGetter<TraceContext> {
    GETTER;

    @Override
    public @Nullable String get(@Nullable TraceContext trace, String key) {
      if (trace == null) {
        return null;
      }
      return switch (key) {
        case PARENT ->
            "00-%s-%s-%s"
                .formatted(
                    trace.traceId(),
                    trace.parentId(),
                    HexFormat.of().toHexDigits((byte) trace.flags()));
        case STATE -> trace.state().isEmpty() ? null : trace.state();
        default -> null;
      };
    }
  }
}
