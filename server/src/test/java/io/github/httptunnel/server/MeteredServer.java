package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.metrics.ServerMetrics;
import io.github.httptunnel.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server in this process, watched by the program's own metrics. */
record MeteredServer(RunningServer server, ServerMetrics metrics, Logs logs)
    implements AutoCloseable {

  static MeteredServer start() {
    return start(UnaryOperator.identity());
  }

  static MeteredServer start(UnaryOperator<ServerConfig> change) {
    return start(change, Transport.Kind.best());
  }

  static MeteredServer start(UnaryOperator<ServerConfig> change, Transport.Kind transport) {
    ServerMetrics metrics = new ServerMetrics("1.2.3");
    RunningServer server = RunningServer.start(change, transport, metrics.observer());
    try {
      Logs logs = LogSetup.start(LogConfig.defaults(), false);
      metrics.watch(server.server(), logs, () -> 0);
      return new MeteredServer(server, metrics, logs);
    } catch (IOException e) {
      server.stop();
      throw new UncheckedIOException("standard error needs no directory", e);
    }
  }

  /** The page as it is now. */
  String page() {
    return new String(metrics.page().render(null).body(), UTF_8);
  }

  /**
   * One figure.
   *
   * @param series name and labels as they stand on the page
   */
  double figure(String series) {
    List<String> lines = page().lines().filter(line -> line.startsWith(series + " ")).toList();
    if (lines.size() != 1) {
      throw new AssertionError(series + ": expected once on the page, found " + lines);
    }
    return Double.parseDouble(lines.getFirst().substring(series.length() + 1));
  }

  @Override
  public void close() {
    try (logs) {
      server.close();
    }
  }
}
