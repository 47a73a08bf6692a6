package io.github.httptunnel.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the spans that another exporter could not deliver. Results come on threads of the
 * sender's, and others ask for the count, hence the adder.
 */
final class WatchedExporter implements SpanExporter {

  private final SpanExporter exporter;
  private final Notices notices;
  private final LongAdder lost = new LongAdder();

  WatchedExporter(SpanExporter exporter, Notices notices) {
    this.exporter = exporter;
    this.notices = notices;
  }

  long lost() {
    return lost.sum();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> {
      if (!result.isSuccess()) {
        lost.add(count);
        notices.lost(lost.sum(), result.getFailureThrowable());
      }
    });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
