package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.AdminListener;
import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Page;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.metrics.MetricsPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the operator may ask of a program: its figures, whether it is well, a reload. */
final class AdminPages {

  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private AdminPages() {}

  /**
   * Begins to serve them. From now on no tunnel leads to where that is.
   *
   * @param reload reads the configuration again and puts it into force
   * @throws IOException if nobody can listen there
   */
  static AdminListener open(
      AdminConfig config, TunnelServer server, MetricsPage metrics, Supplier<ReloadResult> reload)
      throws IOException {
    AdminListener listener =
        AdminListener.open(
            config,
            Map.of(
                "/metrics", new Page(Page.Kind.READ, accept -> metrics(metrics.render(accept))),
                "/healthz", new Page(Page.Kind.OPEN, _ -> health(server)),
                "/readyz", new Page(Page.Kind.OPEN, _ -> readiness(server)),
                "/api/v1/reload", new Page(Page.Kind.CHANGE, _ -> reloaded(reload.get()))));
    server.keepFrom(listener.address());
    return listener;
  }

  private static Answer metrics(MetricsPage.Rendered page) {
    return Answer.ok(page.contentType(), new String(page.body(), StandardCharsets.UTF_8));
  }

  private static Answer health(TunnelServer server) {
    return server.overload().loops().silentFor(STUCK_NANOS).isEmpty()
        ? Answer.plain(200, "ok")
        : Answer.plain(503, "an event loop does not answer");
  }

  private static Answer readiness(TunnelServer server) {
    return server.isServing() ? Answer.plain(200, "ok") : Answer.plain(503, "not accepting");
  }

  private static Answer reloaded(ReloadResult result) {
    return switch (result) {
      case ReloadResult.Applied(List<String> changed, List<String> needRestart) ->
          Answer.plain(
              200, "changed: " + listed(changed) + "\nneed a restart: " + listed(needRestart));
      case ReloadResult.Rejected(List<String> problems) ->
          Answer.plain(422, String.join("\n", problems));
    };
  }

  private static String listed(List<String> parts) {
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }
}
