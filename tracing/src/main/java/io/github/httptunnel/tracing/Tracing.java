package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.TunnelObserver;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports a span for each tunnel and each exchange. What is to be exported waits in a bounded queue
 * and is sent by threads of its own; what does not fit is dropped and counted. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

  /** How long {@link #close} may take: what has not been sent by then will not be. */
  static final Duration FLUSH_WITHIN = Duration.ofSeconds(2);

  private static final String SCOPE = "io.github.httptunnel";
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  private final SdkTracerProvider provider;
  private final TunnelSpans spans;
  private final SpanQueue queue;

  private Tracing(SdkTracerProvider provider, TunnelSpans spans, SpanQueue queue) {
    this.provider = provider;
    this.spans = spans;
    this.queue = queue;
  }

  /**
   * Begins. Connects to nothing yet: that the collector cannot be reached shows with the first
   * spans, and harms nobody.
   *
   * @param version of this program
   * @param disclosure what spans may name; asked at the end of every tunnel, on its event loop
   */
  public static Tracing start(
      TracingConfig config, String version, Supplier<Disclosure> disclosure) {
    SpanQueue queue = SpanQueue.to(config, LOG::warn);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource(config, version))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sample())))
            .addSpanProcessor(queue.processor())
            .build();
    LOG.info("Tracing: spans go to {}", config.collector());
    return new Tracing(provider, new TunnelSpans(provider.get(SCOPE), disclosure), queue);
  }

  private static Resource resource(TracingConfig config, String version) {
    Attributes service =
        Attributes.builder()
            .put("service.name", config.serviceName())
            .put("service.version", version)
            .build();
    return Resource.getDefault().merge(Resource.create(service));
  }

  /** Makes the spans. Never blocks. */
  public TunnelObserver observer() {
    return spans;
  }

  /** How many spans were lost since the start: the queue was full, or the collector took none. */
  public long dropped() {
    return queue.dropped();
  }

  /** Sends what waits, and returns after 2 s at the latest, whatever the collector does. */
  @Override
  public void close() {
    provider.shutdown().join(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
