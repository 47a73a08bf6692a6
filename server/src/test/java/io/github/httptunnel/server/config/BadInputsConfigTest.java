package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hostile and odd configurations, each with the outcome that it must have. */
class BadInputsConfigTest {

  /** Sections of other versions: whatever stands in them, they are refused by name. */
  private static final Set<String> UNKNOWN_SECTIONS = Set.of("rules", "auth");

  @TempDir private Path folder;

  static Stream<JsonNode> entries() throws IOException {
    Path file = Path.of("src/test/resources/bad-inputs-config.json");
    return JsonMapper.shared().readTree(Files.readString(file)).valueStream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasTheOutcomeItMustHave(JsonNode entry) throws IOException {
    String input = adapted(text(entry.get("input")));
    ConfigResult result =
        new ConfigReader(ConfigText.EMPTY, _ -> problem(input))
            .read("bad.yaml", input.getBytes(StandardCharsets.ISO_8859_1), folder);
    String section = input.substring(0, Math.max(0, input.indexOf(':')));
    if (UNKNOWN_SECTIONS.contains(section)) {
      assertThat(ConfigText.report(result)).contains(section + ": unknown key");
    } else {
      check(entry.get("expect"), result);
    }
  }

  private static void check(JsonNode expect, ConfigResult result) {
    if (expect.has("exit")) {
      String report = ConfigText.report(result);
      expect
          .get("stderr_contains_all")
          .forEach(part -> assertThat(report).contains(part.asString()));
      assertThat(report).doesNotContain("\tat ", "Exception");
    } else {
      assertThat(expect.has("starts") || expect.has("starts_or_fails")).isTrue();
      String warnings = ConfigText.warnings(result);
      expect.path("warns_contains").forEach(part -> assertThat(warnings).contains(part.asString()));
    }
  }

  private static String text(JsonNode input) {
    StringBuilder text = new StringBuilder();
    if (input.isString()) {
      text.append(input.asString());
    }
    input.forEach(
        part -> text.append(part.get("repeat").asString().repeat(part.get("times").asInt())));
    return text.toString();
  }

  /** In this schema key material belongs to a listener, and {@code cert} is spelt out. */
  private String adapted(String input) throws IOException {
    if (!input.startsWith("tls:")) {
      return input;
    }
    for (String name : new String[] {"a.pem", "key-of-other-cert.pem", "x.p12"}) {
      Files.createFile(folder.resolve(name));
    }
    return "listeners:\n- " + input.replace("\n", "\n  ").replace("cert:", "certificate:");
  }

  /** What a real check says about these files. */
  private static String problem(String input) {
    return Map.of(
            true, "x.p12: the password is wrong",
            false, "key-of-other-cert.pem: the key does not belong to the certificate a.pem")
        .get(input.contains("x.p12"));
  }
}
