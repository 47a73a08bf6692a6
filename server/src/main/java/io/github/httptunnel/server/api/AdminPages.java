package io.github.httptunnel.server.api;

import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Content;
import io.github.httptunnel.server.admin.Page;
import io.github.httptunnel.server.admin.Pages;
import io.github.httptunnel.server.admin.Question;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.metrics.MetricsPage;
import io.github.httptunnel.server.setup.SetupPages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All that the operator may ask of a program, by path. */
final class AdminPages {

  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TunnelServer server;
  private final MetricsPage metrics;
  private final Readiness readiness;
  private final Supplier<String> config;
  private final Supplier<ReloadResult> reload;
  private final StatusReader status;
  private final History history;

  /**
   * @param config what holds, key by key, as JSON with secrets masked
   * @param reload reads the configuration again and puts it into force
   */
  AdminPages(
      TunnelServer server,
      MetricsPage metrics,
      StatusReader status,
      History history,
      Readiness readiness,
      Supplier<String> config,
      Supplier<ReloadResult> reload) {
    this.server = server;
    this.metrics = metrics;
    this.status = status;
    this.history = history;
    this.readiness = readiness;
    this.config = config;
    this.reload = reload;
  }

  Pages all() {
    Map<String, Page> pages = new HashMap<>();
    pages.put("/metrics", Page.read(this::metrics));
    pages.put("/healthz", Page.open(_ -> health()));
    pages.put("/readyz", Page.open(_ -> readiness()));
    pages.put("/api/v1/reload", Page.change("POST", _ -> reloaded(reload.get())));
    pages.put("/api/v1/status", Page.read(this::status));
    pages.put("/api/v1/config", document(config));
    pages.put("/api/v1/history", document(this::historyJson));
    pages.put("/api/v1/events", Page.read(new Events(this::statusJson, System::nanoTime)::listen));
    pages.put("/api/v1/explain", Page.read(new ExplainPage(server.explainer())::explain));
    TunnelsPage tunnels =
        new TunnelsPage(server, new Census(server.tunnels()::all, System::nanoTime));
    pages.put("/api/v1/tunnels", tunnels.all());
    pages.put("/api/v1/tunnels" + Pages.PARAMETER, tunnels.one());
    pages.putAll(Dashboard.pages());
    pages.putAll(new SetupPages(server).all());
    return new Pages(pages);
  }

  private Answer metrics(Question question) {
    MetricsPage.Rendered page = metrics.render(question.accept());
    return Answer.ok(Content.bytes(page.contentType(), page.body()));
  }

  private Answer health() {
    return server.overload().loops().silentFor(STUCK_NANOS).isEmpty()
        ? Answer.plain(200, "ok")
        : Answer.plain(503, "an event loop does not answer");
  }

  private Answer readiness() {
    String objection = readiness.objection();
    return objection == null ? Answer.plain(200, "ok") : Answer.plain(503, objection);
  }

  private String statusJson() {
    return StatusJson.of(status.read());
  }

  private Answer status(Question question) {
    String problem = question.query().problem();
    if (problem != null) {
      return Answer.plain(400, problem);
    }
    return question.wantsText()
        ? Answer.text(String.join("\n", StatusText.lines(status.read())) + "\n")
        : Answer.json(200, statusJson());
  }

  private String historyJson() {
    return HistoryJson.of(history.samples(), System.nanoTime());
  }

  /** Takes no parameter. */
  private static Page document(Supplier<String> json) {
    return Page.read(question -> {
      String problem = question.query().problem();
      return problem == null ? Answer.json(200, json.get()) : Answer.plain(400, problem);
    });
  }

  private static Answer reloaded(ReloadResult result) {
    return switch (result) {
      case ReloadResult.Applied(List<String> changed, List<String> needRestart) ->
          Answer.json(
              200,
              Json.object(
                  json -> json.texts("changed", changed).texts("need_restart", needRestart)));
      case ReloadResult.Rejected(List<String> problems) ->
          Answer.json(422, Json.object(json -> json.texts("errors", problems)));
    };
  }
}
