package io.github.httptunnel.server.api;

import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Query;
import io.github.httptunnel.server.admin.Question;
import io.github.httptunnel.server.explain.Contradiction;
import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.explain.Explanation;
import io.github.httptunnel.server.explain.ExplanationJson;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what would be decided on a request, by what decides on real ones. */
final class ExplainPage {

  /** Longer than any look-up takes. */
  private static final long PATIENCE_SECONDS = 30;

  private final Explainer explainer;

  ExplainPage(Explainer explainer) {
    this.explainer = explainer;
  }

  Answer explain(Question question) {
    Query query = question.query();
    ExplainRequest request = read(query);
    if (request != null) {
      check(query, explainer.contradiction(request));
    }
    String problem = query.problem();
    if (request == null || problem != null) {
      return Answer.plain(
          400, problem == null ? "target: missing (expected: target=host:port)" : problem);
    }
    Future<Explanation> explanation = explainer.explain(request);
    return explanation.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)
        ? Answer.json(200, ExplanationJson.of(explanation.getNow()))
        : Answer.plain(504, "The event loops do not answer.");
  }

  /** Absent without a target that can be read. */
  private static @Nullable ExplainRequest read(Query query) {
    Target target = target(query);
    InetAddress client = client(query);
    Kind kind =
        query.choice("kind", Map.of("tunnel", Kind.TUNNEL, "exchange", Kind.EXCHANGE), Kind.TUNNEL);
    String user = query.text("user");
    Set<String> groups = groups(query);
    String listener = query.text("listener");
    boolean lookUp = query.choice("dns", Map.of("on", true, "off", false), true);
    return target == null
        ? null
        : new ExplainRequest(target, kind, client, user, groups, listener, lookUp);
  }

  private static void check(Query query, @Nullable Contradiction contradiction) {
    if (contradiction != null) {
      query.problem(contradiction.part().name().toLowerCase(Locale.ROOT), contradiction.why());
    }
  }

  private static Set<String> groups(Query query) {
    String text = query.text("groups");
    if (text == null) {
      return Set.of();
    }
    List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      query.problem("groups", "expected: names with commas between them");
    }
    return Set.copyOf(names);
  }

  private static @Nullable Target target(Query query) {
    String text = query.text("target");
    if (text == null) {
      return null;
    }
    return switch (TargetSyntax.parse(text)) {
      case TargetSyntax.Valid(Target target) -> target;
      case TargetSyntax.Invalid(String problem) -> {
        query.problem("target", problem);
        yield null;
      }
    };
  }

  private static InetAddress client(Query query) {
    String text = query.text("client");
    if (text == null) {
      return InetAddress.getLoopbackAddress();
    }
    if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) {
      query.problem("client", "expected: an IP address such as 192.0.2.1");
      return InetAddress.getLoopbackAddress();
    }
    return InetAddress.ofLiteral(text);
  }
}
