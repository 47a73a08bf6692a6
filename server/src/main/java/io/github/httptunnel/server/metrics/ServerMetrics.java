package io.github.httptunnel.server.metrics;

import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.netty.util.concurrent.Ticker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.LongSupplier;

/**
 * The figures of one process: what its tunnels do, how near it is to its bounds, what its JVM
 * needs. Made before the server, as it watches from the first connection on.
 */
public final class ServerMetrics {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Instruments make = new Instruments(registry);
  private final ListenerNames names = new ListenerNames();
  private final FirstScrape first = new FirstScrape();
  private final OpenFiles files = new OpenFiles(System::nanoTime);
  private final TunnelMetrics observer;
  private final MetricsPage page;

  /**
   * @param version of this program
   */
  public ServerMetrics(String version) {
    this.observer = new TunnelMetrics(make, names, Ticker.systemTicker());
    this.page = new MetricsPage(registry, first);
    make.info("build", "What runs here.", "version", "java")
        .setLabelValues(version, Runtime.version().toString());
  }

  /** Counts what happens to tunnels. */
  public TunnelObserver observer() {
    return observer;
  }

  /** What has happened to tunnels so far. Any thread. */
  public TunnelTotals totals() {
    return observer.totals();
  }

  /** How many files are open. */
  public OpenFiles files() {
    return files;
  }

  /** Where all of it can be read. */
  public MetricsPage page() {
    return page;
  }

  /** All figures as they are now. */
  MetricSnapshots families() {
    first.begin();
    return registry.scrape();
  }

  /**
   * Adds what the server, the logs and the JVM count by themselves. Once, before anybody looks.
   *
   * @param lostSpans how many spans of tunnels were lost
   */
  public void watch(TunnelServer server, Logs logs, LongSupplier lostSpans) {
    first.prepare(() -> register(server, logs, lostSpans));
  }

  private void register(TunnelServer server, Logs logs, LongSupplier lostSpans) {
    new ServerReadings(make, names, server).register();
    make.counted(
        "log_lines_dropped",
        "Lines and records that could not be written.",
        callback ->
            logs.dropped().forEach((stream, lines) -> callback.call(lines.doubleValue(), stream)),
        "stream");
    make.counted(
        "trace_spans_dropped",
        "Spans of tunnels that did not reach the collector.",
        () -> (double) lostSpans.getAsLong());
    new ProcessReadings(registry, make.properties(), files).register();
  }
}
