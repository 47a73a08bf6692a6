package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Page;
import io.github.httptunnel.server.admin.Query;
import io.github.httptunnel.server.admin.Question;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.tunnel.TunnelId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows and ends live tunnels. */
final class TunnelsPage {

  private final TunnelServer server;
  private final Census census;

  TunnelsPage(TunnelServer server, Census census) {
    this.server = server;
    this.census = census;
  }

  /** Of all tunnels. */
  Page all() {
    return Page.read(this::list).and(Page.change("DELETE", this::endSome));
  }

  /** Of one tunnel. */
  Page one() {
    return Page.change("DELETE", this::endOne);
  }

  private Answer list(Question question) {
    Query query = question.query();
    Naming naming = naming();
    RowFilter filter = RowFilter.read(query, naming);
    RowOrder order = RowOrder.read(query);
    String problem = query.problem();
    if (problem != null) {
      return Answer.plain(400, problem);
    }
    List<Row> all = census.rows();
    List<Row> matched = filter.isEmpty() ? all : all.stream().filter(filter::fits).toList();
    List<Row> shown = order.of(matched);
    return question.wantsText()
        ? Answer.text(String.join("\n", RowsText.lines(shown, naming)) + "\n")
        : Answer.json(200, json(all.size(), matched.size(), order, shown, naming));
  }

  private static String json(
      int total, int matched, RowOrder order, List<Row> shown, Naming naming) {
    return Json.object(json ->
        json.number("total", total)
            .number("matched", matched)
            .number("offset", order.offset())
            .number("limit", order.limit())
            .objects(
                "tunnels",
                shown.stream()
                    .<Consumer<Json>>map(row -> it -> RowJson.write(it, row, naming))
                    .toList()));
  }

  private Answer endOne(Question question) {
    String problem = question.query().problem();
    if (problem != null) {
      return Answer.plain(400, problem);
    }
    Optional<TunnelId> id = TunnelId.parse(question.parameter());
    return id.isPresent() && end(tunnel -> tunnel.id().equals(id.get())) == 1
        ? ended(1)
        : Answer.plain(404, "No live tunnel has this id; it may have ended.");
  }

  private Answer endSome(Question question) {
    Query query = question.query();
    RowFilter filter = RowFilter.read(query, naming());
    String problem = query.problem();
    if (problem != null) {
      return Answer.plain(400, problem);
    }
    if (filter.isEmpty()) {
      return Answer.plain(
          400, "Which tunnels? (expected: at least one filter, such as listener=NAME)");
    }
    return ended(
        end(filter.asksForRates() ? asFast(filter) : tunnel -> filter.fits(new Row(tunnel, 0, 0))));
  }

  /** Those that the filter fits now: how fast they are is not known on their event loops. */
  private Predicate<LiveTunnel> asFast(RowFilter filter) {
    Set<TunnelId> meant =
        census.rowsNow().stream()
            .filter(filter::fits)
            .map(row -> row.tunnel().id())
            .collect(Collectors.toSet());
    return tunnel -> meant.contains(tunnel.id());
  }

  private int end(Predicate<LiveTunnel> meant) {
    int ended = server.tunnels().kill(meant);
    census.changed();
    return ended;
  }

  private static Answer ended(int count) {
    return Answer.json(200, Json.object(json -> json.number("ended", count)));
  }

  private Naming naming() {
    return Naming.of(server.config().log());
  }
}
