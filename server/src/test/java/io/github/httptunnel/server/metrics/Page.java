package io.github.httptunnel.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The metrics as a reader sees them. */
final class Page {

  private Page() {}

  /** The lines that are no comments. */
  static List<String> series(ServerMetrics metrics) {
    return text(metrics, null).lines().filter(line -> !line.startsWith("#")).toList();
  }

  static String text(ServerMetrics metrics, String accept) {
    return new String(metrics.page().render(accept).body(), UTF_8);
  }
}
