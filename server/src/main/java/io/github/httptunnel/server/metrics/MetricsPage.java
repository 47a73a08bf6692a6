package io.github.httptunnel.server.metrics;

import io.prometheus.metrics.config.OpenMetrics2Properties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All figures as text, in the format that the reader asks for: that of Prometheus (0.0.4),
 * OpenMetrics 1.0, or OpenMetrics 2.0, which has native histograms. May take some milliseconds, so
 * not for event loops; thread-safe.
 */
public final class MetricsPage {

  /**
   * On a virtual thread the library's buffer begins small and grows with each word by no more than
   * that needs (JDK 25: {@code BufferedWriter.growIfNeeded}): some ten megabytes of copies for a
   * page.
   */
  private static final Executor PLATFORM =
      task -> Thread.ofPlatform().daemon().name("metrics-page").start(task);

  private final PrometheusRegistry registry;
  private final FirstScrape first;
  private final ExpositionFormats formats =
      ExpositionFormats.init(
          PrometheusProperties.builder()
              .openMetrics2Properties(
                  OpenMetrics2Properties.builder()
                      .enabled(true)
                      .contentNegotiation(true)
                      .nativeHistograms(true)
                      .build())
              .build());

  /**
   * @param first what is to be done before the first look
   */
  MetricsPage(PrometheusRegistry registry, FirstScrape first) {
    this.registry = registry;
    this.first = first;
  }

  /**
   * The figures as they are now.
   *
   * @param accept the reader's {@code Accept} field (RFC 9110 §12.5.1); absent: the format of
   *     Prometheus
   */
  public Rendered render(@Nullable String accept) {
    first.begin();
    ExpositionFormatWriter writer = formats.findWriter(accept == null ? null : texts(accept));
    byte[] body = CompletableFuture.supplyAsync(() -> written(writer), PLATFORM).join();
    return new Rendered(writer.getContentType(), body);
  }

  private byte[] written(ExpositionFormatWriter writer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(32 * 1024);
    try {
      writer.write(body, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes all that is written", impossible);
    }
    return body.toByteArray();
  }

  /** Without the format of buffers, which would take a library that is not here. */
  private static String texts(String accept) {
    return Arrays.stream(accept.split(",", -1))
        .filter(range -> !range.contains("application/vnd.google.protobuf"))
        .collect(Collectors.joining(","));
  }

  /** One answer. */
  public static final class Rendered {

    private final String contentType;
    private final byte[] body;

    private Rendered(String contentType, byte[] body) {
      this.contentType = contentType;
      this.body = body;
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
      return contentType;
    }

    /** The text in UTF-8; belongs to the caller. */
    public byte[] body() {
      return body;
    }
  }
}
