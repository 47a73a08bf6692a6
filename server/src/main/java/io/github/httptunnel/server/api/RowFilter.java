package io.github.httptunnel.server.api;

import io.github.httptunnel.server.admin.Query;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tunnels are meant: those that every parameter of a query fits. Read by one thread; then
 * thread-safe.
 */
final class RowFilter {

  private static final Map<String, Phase> PHASES =
      Arrays.stream(Phase.values()).collect(Collectors.toMap(Phase::code, Function.identity()));
  private static final Map<String, TunnelRequest.Kind> KINDS =
      Arrays.stream(TunnelRequest.Kind.values())
          .collect(Collectors.toMap(TunnelRequest.Kind::code, Function.identity()));

  private final Query query;
  private final Naming naming;
  private final List<Predicate<Row>> conditions = new ArrayList<>();

  private RowFilter(Query query, Naming naming) {
    this.query = query;
    this.naming = naming;
  }

  /** Reads the parameters; those that are wrong are problems of the query. */
  static RowFilter read(Query query, Naming naming) {
    RowFilter filter = new RowFilter(query, naming);
    filter.ofRequest();
    filter.ofFigures();
    filter.ofNames();
    return filter;
  }

  /** Whether it matters how fast a tunnel is. */
  boolean asksForRates() {
    return query.has("min_bytes_per_second");
  }

  /** Whether it lets everything through. */
  boolean isEmpty() {
    return conditions.isEmpty();
  }

  boolean fits(Row row) {
    return conditions.stream().allMatch(condition -> condition.test(row));
  }

  private void ofRequest() {
    equal("listener", row -> row.tunnel().request().client().listener());
    equal("protocol", row -> row.tunnel().request().client().protocol());
    equal("rule", row -> label(row.tunnel().rule()));
    oneOf("kind", KINDS, row -> row.tunnel().request().kind());
    oneOf("phase", PHASES, row -> row.tunnel().phase());
  }

  private void ofFigures() {
    atLeast("min_age_seconds", row -> row.tunnel().age().toSeconds());
    atLeast("min_bytes_per_second", Row::rate);
  }

  private void ofNames() {
    named("target", "log.targets", naming.targets(), this::hasTarget);
    named(
        "client",
        "log.clients",
        naming.clients(),
        (row, wanted) -> wanted.equals(naming.client(row.tunnel().request())));
    named(
        "user",
        "log.users",
        naming.users(),
        (row, wanted) -> wanted.equals(naming.user(row.tunnel().request())));
  }

  /** With or without the port. */
  private boolean hasTarget(Row row, String wanted) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    TunnelRequest request = row.tunnel().request();
    return lower.equals(naming.target(request)) || lower.equals(request.target().host().text());
  }

  private void equal(String name, Function<Row, @Nullable String> value) {
    String wanted = query.text(name);
    if (wanted != null) {
      conditions.add(row -> wanted.equals(value.apply(row)));
    }
  }

  private <E> void oneOf(String name, Map<String, E> words, Function<Row, E> value) {
    if (query.has(name)) {
      E wanted = query.choice(name, words, words.values().iterator().next());
      conditions.add(row -> wanted.equals(value.apply(row)));
    }
  }

  private void atLeast(String name, Function<Row, Long> value) {
    if (query.has(name)) {
      long least = query.whole(name, 0, 1_000_000_000_000L, 0);
      conditions.add(row -> value.apply(row) >= least);
    }
  }

  @FunctionalInterface
  private interface Match {
    boolean test(Row row, String wanted);
  }

  private void named(String name, String key, boolean on, Match match) {
    String wanted = query.text(name);
    if (wanted != null && !on) {
      query.problem(name, key + " is off, so nothing shows it");
    } else if (wanted != null) {
      conditions.add(row -> match.test(row, wanted));
    }
  }

  private static @Nullable String label(@Nullable RuleRef rule) {
    return rule == null ? null : rule.label();
  }
}
