package io.github.httptunnel.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps spans instead of sending them, in the order in which they end. */
final class KeptSpans implements SpanExporter {

  private final List<SpanData> spans = new ArrayList<>();
  private final SdkTracerProvider provider;

  KeptSpans(Sampler sampler) {
    provider =
        SdkTracerProvider.builder()
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(this))
            .build();
  }

  /** What makes spans that are kept here. */
  TunnelSpans observer(Supplier<Disclosure> disclosure) {
    return new TunnelSpans(provider.get("test"), disclosure);
  }

  List<SpanData> all() {
    return List.copyOf(spans);
  }

  /** The only one of this name. */
  Optional<SpanData> named(String name) {
    List<SpanData> found = spans.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() > 1) {
      throw new AssertionError(found.size() + " spans named " + name);
    }
    return found.stream().findFirst();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> more) {
    spans.addAll(more);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
