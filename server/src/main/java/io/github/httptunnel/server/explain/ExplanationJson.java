package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.Step;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.explain.Explanation.AddressSteps;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.function.Consumer;

/** An explanation for machines, as one JSON object. */
public final class ExplanationJson {

  private ExplanationJson() {}

  /** The object on one line; what does not apply is absent. */
  public static String of(Explanation explanation) {
    return Json.object(json -> members(json, explanation));
  }

  private static void members(Json json, Explanation explanation) {
    ExplainRequest request = explanation.request();
    json.text("target", request.target().authority())
        .text("kind", request.kind().code())
        .text("client", NetUtil.toAddressString(request.client()));
    if (request.user() != null) {
      json.text("user", request.user());
    }
    if (!request.groups().isEmpty()) {
      json.texts("groups", request.groups().stream().sorted().toList());
    }
    json.text("listener", explanation.listener());
    verdict(json, explanation.verdict());
    json.objects("by_name", steps(explanation.byName()))
        .objects(
            "by_address", explanation.byAddress().stream().map(ExplanationJson::address).toList());
  }

  private static void verdict(Json json, Verdict verdict) {
    switch (verdict) {
      case Verdict.TurnedAway() -> json.text("decision", "turned_away");
      case Verdict.Refused(var refusal, var rule) -> {
        json.text("decision", "refused").text("reason", refusal.code());
        if (rule != null) {
          json.text("rule", rule.label());
        }
      }
      case Verdict.Allowed(var rule, var reported) -> {
        json.text("decision", "allowed");
        if (rule != null) {
          json.text("rule", rule.label());
        }
        if (reported) {
          json.flag("reported", true);
        }
      }
    }
  }

  private static Consumer<Json> address(AddressSteps address) {
    return json ->
        json.text("address", NetUtil.toAddressString(address.address()))
            .objects("steps", steps(address.steps()));
  }

  private static List<Consumer<Json>> steps(List<Step> steps) {
    return steps.stream().map(ExplanationJson::step).toList();
  }

  private static Consumer<Json> step(Step step) {
    return json -> {
      json.text("subject", step.subject()).text("effect", step.effect().code());
      if (step.action() != null) {
        json.text("action", step.action().code());
      }
      if (step.line() > 0) {
        json.number("line", step.line());
      }
      if (step.reason() != null) {
        json.text("reason", step.reason());
      }
      if (step.entry() != null) {
        json.text("list", step.entry().list()).number("list_line", step.entry().line());
      }
    };
  }
}
