package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Read with the YAML library, as all JSON is YAML. */
class ConfigSchemaTest {

  private static final Map<?, ?> SCHEMA =
      (Map<?, ?>)
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(
                  new ByteArrayInputStream(ConfigSchema.text().getBytes(StandardCharsets.UTF_8)));

  /** Follows names from the top; {@code []} stands for the elements of a list. */
  private static Map<?, ?> at(String path) {
    Map<?, ?> node = SCHEMA;
    for (String name : path.split("\\.", -1)) {
      boolean list = name.endsWith("[]");
      String key = list ? name.substring(0, name.length() - 2) : name;
      Map<?, ?> section = node.containsKey("anyOf") ? (Map<?, ?>) last(node.get("anyOf")) : node;
      node =
          name.equals(Section.ANY_NAME)
              ? (Map<?, ?>) section.get("additionalProperties")
              : (Map<?, ?>) ((Map<?, ?>) section.get("properties")).get(key);
      assertThat(node).as(path).isNotNull();
      node = list ? (Map<?, ?>) node.get("items") : node;
    }
    return node;
  }

  private static Object last(Object list) {
    return ((List<?>) Objects.requireNonNull(list)).getLast();
  }

  @Test
  void knowsEveryKeyThatTheReaderKnows() {
    List<KnownKey> keys = new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).keys();
    assertThat(keys).allSatisfy(key -> assertThat(at(key.path())).isNotEmpty());
  }

  @Test
  void allowsNoOtherKey() {
    assertThat(SCHEMA.get("additionalProperties")).isEqualTo(false);
    assertThat(at("listeners[].tls").get("additionalProperties")).isEqualTo(false);
  }

  @Test
  void offersTheWordsThatThereAre() {
    List<?> either = (List<?>) at("access.private_targets").get("anyOf");
    assertThat(((Map<?, ?>) either.getFirst()).get("enum")).isEqualTo(List.of("allow", "deny"));
    assertThat(((Map<?, ?>) either.getLast()).get("pattern")).isEqualTo("\\$\\{");
  }

  @Test
  void saysWhatAFreeValueIs() {
    assertThat(at("limits.tunnels").get("description")).isEqualTo("whole number");
    assertThat(at("limits.tunnels").get("type")).isEqualTo(List.of("string", "number"));
  }

  @Test
  void letsAWordOrASectionStandWhereTheReaderDoes() {
    assertThat((List<?>) at("access.sni").get("anyOf")).hasSize(2);
    assertThat(at("access.sni.ports").get("type")).isEqualTo("array");
  }
}
