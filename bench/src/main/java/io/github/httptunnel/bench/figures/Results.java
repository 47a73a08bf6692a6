package io.github.httptunnel.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All runs of a comparison, in the order in which they were made.
 *
 * @param machine what they were made on and with; none when the file does not say
 * @param runs those of each subject in each scenario
 */
record Results(@Nullable JsonNode machine, Map<Scenario, Map<String, List<JsonNode>>> runs) {

  private static final String MACHINE = "machine";

  /** Reads lines, each a JSON object. */
  static Results read(List<String> lines) {
    JsonNode machine = null;
    Map<Scenario, Map<String, List<JsonNode>>> runs = new LinkedHashMap<>();
    for (String line : lines) {
      JsonNode run = JsonMapper.shared().readTree(line);
      if (run.path("experiment").asString().equals(MACHINE)) {
        machine = run;
      } else {
        runs.computeIfAbsent(Scenario.of(run), _ -> new LinkedHashMap<>())
            .computeIfAbsent(run.path("label").asString(), _ -> new ArrayList<>())
            .add(run);
      }
    }
    return new Results(machine, runs);
  }

  /** The experiments that have results. */
  Set<String> groups() {
    return runs.keySet().stream()
        .map(Scenario::group)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The scenarios of an experiment. */
  List<Scenario> scenarios(String group) {
    return runs.keySet().stream().filter(scenario -> scenario.group().equals(group)).toList();
  }

  /** The subjects of a scenario. */
  Set<String> subjects(Scenario scenario) {
    return runs.getOrDefault(scenario, Map.of()).keySet();
  }

  /** A figure of a subject; none when it was not measured. */
  @Nullable Spread spread(Scenario scenario, String subject, Metric metric) {
    List<Double> values =
        runs.getOrDefault(scenario, Map.of()).getOrDefault(subject, List.of()).stream()
            .filter(run -> run.has(metric.key()))
            .map(run -> run.path(metric.key()).asDouble())
            .toList();
    return values.isEmpty() ? null : Spread.of(values);
  }
}
