package io.github.httptunnel.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The SDK's queue of spans with the exporter behind it, and what both of them lose. */
final class SpanQueue {

  /** Some megabytes at most. */
  static final int MOST_WAITING = 4096;

  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(10);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  /** The SDK would tell of each failure in its own way; kept, as the JDK forgets loggers. */
  private static final Logger OF_THE_SDK = Logger.getLogger("io.opentelemetry");

  private final SpanProcessor processor;
  private final QueueLosses full;
  private final WatchedExporter exporter;

  private SpanQueue(SpanProcessor processor, QueueLosses full, WatchedExporter exporter) {
    this.processor = processor;
    this.full = full;
    this.exporter = exporter;
  }

  /**
   * A queue that leads to a collector.
   *
   * @param notices told that spans are lost, once a minute at most; must not block
   */
  static SpanQueue to(TracingConfig config, Consumer<String> notices) {
    OF_THE_SDK.setLevel(Level.OFF);
    QueueLosses full = new QueueLosses();
    WatchedExporter exporter =
        new WatchedExporter(
            otlp(config), new Notices(config.collector(), notices, System::nanoTime));
    SpanProcessor processor =
        BatchSpanProcessor.builder(exporter)
            .setMaxQueueSize(MOST_WAITING)
            .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(full).build())
            .build();
    return new SpanQueue(processor, full, exporter);
  }

  private static OtlpHttpSpanExporter otlp(TracingConfig config) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint().toString())
            .setConnectTimeout(CONNECT_WITHIN)
            .setTimeout(REQUEST_WITHIN);
    config.headers().forEach((name, value) -> builder.addHeader(name, value.value()));
    return builder.build();
  }

  SpanProcessor processor() {
    return processor;
  }

  long dropped() {
    return full.count() + exporter.lost();
  }
}
