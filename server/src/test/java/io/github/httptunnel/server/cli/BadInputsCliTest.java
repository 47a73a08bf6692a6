package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hostile and odd command lines, each with the outcome that it must have. */
class BadInputsCliTest {

  /** Entries about sockets, which need the built program. */
  private static final Set<String> ON_SOCKETS = Set.of("CLI-019", "CLI-021");

  @TempDir private Path folder;

  static Stream<JsonNode> entries() throws IOException {
    Path file = Path.of("src/test/resources/bad-inputs-cli.json");
    return JsonMapper.shared()
        .readTree(Files.readString(file))
        .valueStream()
        .filter(entry -> !ON_SOCKETS.contains(entry.get("id").asString()));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasTheOutcomeItMustHave(JsonNode entry) throws IOException {
    ProgramRun run = ProgramRun.of(arguments(entry.get("input").asString()));
    JsonNode expect = entry.get("expect");
    check(expect.has("any_of") ? expect.get("any_of").get(0) : expect, run);
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
  }

  private String[] arguments(String line) throws IOException {
    Path pfx = Files.createFile(folder.resolve("good.pfx"));
    String filled = line.replace("{{PFX}}", pfx.toString()).replace("{{GOOD}}", "hunter2");
    return filled.isEmpty() ? new String[0] : filled.split(" ", -1);
  }

  private static void check(JsonNode expect, ProgramRun run) {
    JsonNode exit = expect.path("exit");
    if (exit.isNumber()) {
      assertThat(run.exitCode()).isEqualTo(exit.asInt());
    } else if (exit.isString()) {
      assertThat(run.exitCode()).isNotZero();
    }
    assertThat(run.hasLaunched()).isEqualTo(expect.has("starts"));
    expect
        .path("stderr_contains_all")
        .forEach(part -> assertThat(run.err()).contains(part.asString()));
    if (expect.has("stdout_matches")) {
      assertThat(run.out()).containsPattern(expect.get("stdout_matches").asString());
    }
    if (expect.has("listeners")) {
      assertThat(run.launched().config().listeners()).hasSize(expect.get("listeners").asInt());
    }
    expect
        .path("warns_contains")
        .forEach(part ->
            assertThat(run.launched().warnings())
                .anySatisfy(warning -> assertThat(warning.text()).contains(part.asString())));
  }
}
