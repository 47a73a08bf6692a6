package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records as a reader of {@code metrics.log} sees them. */
final class Records {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path DOCUMENT = Path.of("..", "docs", "logs.md");

  private Records() {}

  /** Those of all files whose name begins with {@code metrics.log}. */
  static List<JsonNode> read(Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(text -> text.getKey().startsWith("metrics.log"))
        .flatMap(text -> text.getValue().lines())
        .<JsonNode>map(JSON::readTree)
        .toList();
  }

  /** The same without {@code target} and {@code client}, as text. */
  static String withoutNames(Map<String, String> texts) {
    return read(texts).stream()
        .map(node -> ((ObjectNode) node).without(List.of("target", "client")).toString())
        .collect(Collectors.joining("\n"));
  }

  /** {@code outcome reason}, or {@code outcome phase} without a reason. */
  static String outcome(JsonNode node) {
    String why = node.has("reason") ? "reason" : "phase";
    return node.get("outcome").asString() + " " + node.get(why).asString();
  }

  /** All keys are documented, all ids differ, and no time is finer than a second. */
  static void assertShape(List<JsonNode> records) throws IOException {
    Set<String> documented = documentedKeys();
    assertThat(records)
        .isNotEmpty()
        .allSatisfy(node -> {
          assertThat(documented).containsAll(keys("", node));
          assertThat(node.get("id").asString()).matches("[0-9a-f]{32}");
          assertThat(node.get("started").asString())
              .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
        });
    assertThat(records.stream().map(node -> node.get("id").asString())).doesNotHaveDuplicates();
  }

  private static List<String> keys(String prefix, JsonNode node) {
    List<String> keys = new ArrayList<>();
    for (String name : node.propertyNames()) {
      keys.add(prefix + name);
      keys.addAll(keys(prefix + name + ".", node.get(name)));
    }
    return keys;
  }

  /** The first cells of the rows under the heading; inner keys of one direction hold for both. */
  private static Set<String> documentedKeys() throws IOException {
    String section =
        Files.readString(DOCUMENT).split("(?m)^## Records$", 2)[1].split("(?m)^#", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .flatMap(key -> List.of(key, key.replace("upstream.", "downstream.")).stream())
        .collect(Collectors.toSet());
  }
}
