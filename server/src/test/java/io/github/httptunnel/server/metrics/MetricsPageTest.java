package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=";

  private final ServerMetrics metrics = new ServerMetrics("1.2.3");

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html",
        "text/plain;version=0.0.4",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
      })
  void speaksTheFormatOfPrometheusUnlessToldOtherwise(String accept) {
    assertThat(metrics.page().render(accept).contentType())
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(Page.text(metrics, accept))
        .contains("# TYPE http_tunnel_tunnel_close_total counter\n");
  }

  @Test
  void speaksOpenMetrics() {
    String accept = OPEN_METRICS + "1.0.0,text/plain;version=0.0.4;q=0.5";
    assertThat(metrics.page().render(accept).contentType()).startsWith(OPEN_METRICS + "1.0.0");
    assertThat(Page.text(metrics, accept))
        .contains(
            "# TYPE http_tunnel_tunnel_close counter\n", "# UNIT http_tunnel_dns_seconds seconds\n")
        .endsWith("# EOF\n");
  }

  /** As a Prometheus server asks that would like native histograms. */
  @Test
  void takesTheNextBestFormatWhenBuffersAreAskedFor() {
    String accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
            + OPEN_METRICS
            + "1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3";
    assertThat(metrics.page().render(accept).contentType()).startsWith(OPEN_METRICS + "1.0.0");
  }

  @Test
  void hasNativeHistogramsInOpenMetrics2() {
    metrics.observer().on(Ended.tunnel(Ended.CLEANLY));
    String accept = OPEN_METRICS + "2.0.0";
    assertThat(metrics.page().render(accept).contentType()).startsWith(OPEN_METRICS + "2.0.0");
    assertThat(Page.text(metrics, accept))
        .containsPattern("http_tunnel_connect_seconds \\{count:1,sum:0.04,schema:5,")
        .endsWith("# EOF\n");
  }

  @Test
  void saysWhatRuns() {
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_build_info{java=\"%s\",version=\"1.2.3\"} 1".formatted(Runtime.version()));
  }

  @Test
  void hasNoExemplars() {
    metrics.observer().on(Ended.tunnel(Ended.CLEANLY));
    assertThat(Page.text(metrics, OPEN_METRICS + "1.0.0")).doesNotContain("} # {", " # {");
  }

  /** On a virtual one the library's buffers grow with each word. */
  @Test
  void isWrittenOnAPlatformThreadWhoeverAsks() throws InterruptedException {
    PrometheusRegistry registry = new PrometheusRegistry();
    AtomicReference<Boolean> virtual = new AtomicReference<>();
    GaugeWithCallback.builder()
        .name("thread")
        .callback(_ -> virtual.set(Thread.currentThread().isVirtual()))
        .register(registry);
    MetricsPage page = new MetricsPage(registry, new FirstScrape());
    Thread.startVirtualThread(() -> page.render(null)).join();
    assertThat(virtual).hasValue(false);
  }
}
