package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.Step;
import io.github.httptunnel.server.explain.Explanation.AddressSteps;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation for people. */
public final class ExplanationText {

  private final Sources sources;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(Sources sources) {
    this.sources = sources;
  }

  /** The explanation, line by line. */
  public static List<String> lines(Explanation explanation, Sources sources) {
    ExplanationText text = new ExplanationText(sources);
    text.write(explanation);
    return text.lines;
  }

  private void write(Explanation explanation) {
    ExplainRequest request = explanation.request();
    lines.add(request.target().authority() + ": " + verdict(explanation.verdict()));
    lines.add(asked(explanation));
    if (!explanation.byName().isEmpty()) {
      lines.add("by name");
      explanation.byName().forEach(this::step);
    }
    for (AddressSteps address : explanation.byAddress()) {
      lines.add("at " + NetUtil.toAddressString(address.address()));
      address.steps().forEach(this::step);
    }
    if (explanation.allowed() && explanation.byAddress().isEmpty()) {
      lines.add("nothing was looked up: what its addresses are allowed is not known");
    }
    String remedy = remedy(explanation.verdict());
    if (remedy != null) {
      lines.add("to change that: " + remedy);
    }
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed(var rule, var reported) ->
          "allowed" + by(rule) + (reported ? ", and reported" : "");
      case Verdict.Refused(Refusal refusal, var rule) -> "REFUSED, " + refusal.code() + by(rule);
      case Verdict.TurnedAway() -> "REFUSED, as the listener does not serve this client";
    };
  }

  private static String by(@Nullable RuleRef rule) {
    return rule == null ? "" : " by " + rule.label();
  }

  private static String asked(Explanation explanation) {
    ExplainRequest request = explanation.request();
    return "asked by "
        + NetUtil.toAddressString(request.client())
        + (request.user() == null ? "" : " as " + request.user())
        + groups(request)
        + " at listener "
        + explanation.listener()
        + (request.kind() == TunnelRequest.Kind.TUNNEL ? ", with CONNECT" : ", without CONNECT");
  }

  private static String groups(ExplainRequest request) {
    return request.groups().isEmpty()
        ? ""
        : " in " + String.join(", ", request.groups().stream().sorted().toList());
  }

  private void step(Step step) {
    StringBuilder line = new StringBuilder("  %-8s".formatted(step.effect().code()));
    line.append(step.subject());
    if (step.action() != null) {
      line.append(' ').append(step.action().code());
    }
    String place = sources.ofRule(step.line());
    if (place != null) {
      line.append(" (").append(place).append(')');
    }
    String reason = reason(step);
    if (reason != null) {
      line.append(": ").append(reason);
    }
    lines.add(line.toString());
  }

  private @Nullable String reason(Step step) {
    if (step.entry() != null) {
      return "listed in " + sources.of(step.entry());
    }
    if (step.reason() == null || step.action() == null) {
      return step.reason();
    }
    return switch (step.effect()) {
      case PASSES -> "other " + step.reason();
      case DEPENDS -> step.reason() + ", once the address is known";
      case ALLOWS, DENIES -> step.reason();
    };
  }

  private static @Nullable String remedy(Verdict verdict) {
    return switch (verdict) {
      case Verdict.TurnedAway() -> "see listeners[].from and --allow-clients";
      case Verdict.Refused(Forbidden(var rule), _) -> remedy(rule);
      case Verdict.Refused _, Verdict.Allowed _ -> null;
    };
  }

  private static String remedy(Forbidden.Rule rule) {
    return switch (rule) {
      case NOT_ALLOWED -> "add a rule that allows it, or see access.default";
      case BLOCKED -> "see target_connection.blocked_targets";
      case RULE, LIST -> "put a rule that allows it in front of the one that denies it";
      case PORT -> "see access.ports.connect, and access.ports.plain for requests without CONNECT";
      case PRIVATE_ADDRESS -> "see access.private_targets_except; no setting opens some kinds";
      case OWN_ADDRESS -> "nothing: a proxy that connects to itself serves nobody";
      case CLIENT -> "see listeners[].from and --allow-clients";
      case OPERATOR -> "nothing: it was ended by hand";
    };
  }
}
