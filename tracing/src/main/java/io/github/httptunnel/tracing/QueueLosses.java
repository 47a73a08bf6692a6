package io.github.httptunnel.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;

/**
 * Reads how many spans the SDK's queue had no room for, which it tells as a metric of its own.
 * Whoever registers it and those who ask are different threads, hence the volatile.
 */
final class QueueLosses implements MetricReader {

  private static final String PROCESSED = "otel.sdk.processor.span.processed";

  /** Only what was not processed has it. */
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private volatile CollectionRegistration metrics = CollectionRegistration.noop();

  @Override
  public void register(CollectionRegistration registration) {
    metrics = registration;
  }

  long count() {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(PROCESSED))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .filter(point -> point.getAttributes().get(ERROR) != null)
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
