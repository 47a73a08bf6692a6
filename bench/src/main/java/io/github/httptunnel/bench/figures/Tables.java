package io.github.httptunnel.bench.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Results as Markdown.
 *
 * @param results what was measured
 */
record Tables(Results results) {

  /**
   * Everything: for each experiment its plots and, for each scenario, a table.
   *
   * @param folder where the plots lie, as seen from the text; none to leave them out
   */
  String markdown(@Nullable String folder) {
    StringBuilder text = new StringBuilder(machine());
    for (String group : results.groups()) {
      text.append("\n### ").append(heading(group)).append("\n");
      if (folder != null) {
        Metric.of(group).stream()
            .filter(Metric::isPlotted)
            .forEach(metric -> text.append(image(folder, group, metric)));
      }
      results.scenarios(group).forEach(scenario -> text.append(table(scenario)));
    }
    return text.toString();
  }

  private String machine() {
    JsonNode machine = results.machine();
    return machine == null
        ? ""
        : String.format(
            Locale.ROOT,
            "%s processors of type %s; %s rounds of %s seconds; %s. Median, and in brackets least and"
                + " most of the rounds.%n",
            machine.path("cores").asString(),
            machine.path("cpu").asString(),
            machine.path("rounds").asString(),
            machine.path("seconds").asString(),
            machine.path("versions").asString());
  }

  private static String heading(String group) {
    return switch (group) {
      case "bulk" -> "Bulk";
      case "tls" -> "Bulk, with TLS to the proxy";
      case "requests" -> "Messages in open tunnels";
      case "setup" -> "Opening tunnels";
      case "idle" -> "Idle tunnels";
      case "unread" -> "Downloads that nobody reads";
      default -> group;
    };
  }

  private static String image(String folder, String group, Metric metric) {
    return "\n![%s: %s](%s/%s)\n"
        .formatted(heading(group), metric.title(), folder, metric.file(group));
  }

  private String table(Scenario scenario) {
    List<Metric> metrics = Metric.of(scenario.group());
    return "\n| "
        + scenario.title()
        + " | "
        + metrics.stream().map(Metric::title).collect(Collectors.joining(" | "))
        + " |\n| --- | "
        + metrics.stream().map(_ -> "---:").collect(Collectors.joining(" | "))
        + " |\n"
        + results.subjects(scenario).stream()
            .map(subject -> row(scenario, subject, metrics))
            .collect(Collectors.joining());
  }

  private String row(Scenario scenario, String subject, List<Metric> metrics) {
    return "| "
        + subject
        + " | "
        + metrics.stream()
            .map(metric -> cell(results.spread(scenario, subject, metric), metric))
            .collect(Collectors.joining(" | "))
        + " |\n";
  }

  private static String cell(@Nullable Spread spread, Metric metric) {
    return spread == null ? "" : metric.text(spread);
  }
}
