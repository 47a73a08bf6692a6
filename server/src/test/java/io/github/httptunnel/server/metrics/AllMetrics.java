package io.github.httptunnel.server.metrics;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every metric of ours there is, each with a series at least. */
final class AllMetrics {

  /**
   * One of them.
   *
   * @param name as a reader of the format of Prometheus sees it
   */
  record Known(String name, String type, List<String> labels) {}

  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (http_tunnel_\\w+) (\\w+)$");

  private AllMetrics() {}

  static ServerMetrics full() throws IOException {
    ServerMetrics metrics = new ServerMetrics("1.2.3");
    metrics.observer().on(Ended.tunnel(Ended.CLEANLY));
    metrics.observer().on(Ended.tunnel(new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT)));
    try (Logs logs = LogSetup.start(LogConfig.defaults(), false);
        TunnelServer server = TunnelServer.build(onAnyPort(), metrics.observer())) {
      server.bind();
      metrics.watch(server, logs, () -> 0);
      metrics.families();
    }
    return metrics;
  }

  private static ServerConfig onAnyPort() {
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ServerConfig.defaults()
        .withListeners(
            List.of(new ListenerConfig("main", bind, new ListenerConfig.Mode.Http(), null, null)));
  }

  static List<Known> known() throws IOException {
    ServerMetrics metrics = full();
    return TYPE.matcher(Page.text(metrics, null))
        .results()
        .map(type ->
            new Known(
                type.group(1), type(type.group(1), type.group(2)), labels(metrics, type.group(1))))
        .toList();
  }

  /** The format has no type of its own for facts. */
  private static String type(String name, String type) {
    return name.endsWith("_info") ? "info" : type;
  }

  private static List<String> labels(ServerMetrics metrics, String name) {
    return List.copyOf(
        metrics.families().stream()
            .filter(family -> name.startsWith(family.getMetadata().getPrometheusName()))
            .max(Comparator.comparingInt(family -> family.getMetadata().getName().length()))
            .map(MetricSnapshot::getDataPoints)
            .orElseThrow()
            .stream()
            .flatMap(point -> point.getLabels().stream())
            .map(Label::getName)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
