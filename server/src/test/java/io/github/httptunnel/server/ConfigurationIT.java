package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.InputPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of hostile and odd configurations on the built program, a process for each: those
 * that must be refused are served to {@code http}, which then listens on nothing, the others and
 * every fifth of the former to {@code check}.
 */
class ConfigurationIT {

  private static final Path CATALOGUE = Path.of("src/test/resources/bad-inputs-config.json");

  /** Sections of other versions: whatever stands in them, they are refused by name. */
  private static final Set<String> UNKNOWN_SECTIONS = Set.of("rules", "auth");

  private static final int CHECKED = 5;

  private static final List<ProcessRun> RUNS = new ArrayList<>();

  @BeforeAll
  static void runAll(@TempDir Path folder) throws Exception {
    writeKeys(folder);
    List<BadInput> all = BadInputCatalogue.read(CATALOGUE);
    List<BadInput> refused = all.stream().filter(ConfigurationIT::isRefused).toList();
    List<BadInput> some = refused.stream().filter(e -> refused.indexOf(e) % CHECKED == 0).toList();
    List<BadInput> accepted = all.stream().filter(e -> !isRefused(e)).toList();
    RUNS.addAll(
        ProcessRun.all(refused, entry -> run(entry, folder, "--bind", "127.0.0.1:0", "http")));
    RUNS.addAll(ProcessRun.all(some, entry -> run(entry, folder, "check")));
    RUNS.addAll(ProcessRun.all(accepted, entry -> run(entry, folder, "check")));
  }

  static Stream<ProcessRun> refused() {
    return RUNS.stream().filter(run -> isRefused(run.entry()));
  }

  static Stream<ProcessRun> accepted() {
    return RUNS.stream().filter(run -> !isRefused(run.entry()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedInWordsAndNothingListens(ProcessRun run) {
    assertThat(run.exit()).as(run.stderr()).isEqualTo(78);
    assertThat(run.reached()).isEmpty();
    String section = section(run.entry());
    run.says(
        UNKNOWN_SECTIONS.contains(section)
            ? section + ": unknown key"
            : ProcessRun.expectation(run.entry()).get("stderr_contains_all"));
    run.showsNoStackTrace();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void isFoundGoodWithTheWarningsItMustHave(ProcessRun run) {
    assertThat(run.exit()).as(run.stderr()).isZero();
    assertThat(run.stdout()).contains(": good, 1 listener");
    if (run.entry().expect().get("warns_contains") instanceof List<?> words) {
      run.says(words);
    }
    run.showsNoStackTrace();
  }

  private static boolean isRefused(BadInput entry) {
    return entry.expect().containsKey("exit") || UNKNOWN_SECTIONS.contains(section(entry));
  }

  private static ProcessRun run(BadInput entry, Path folder, String... command) {
    Path file = folder.resolve(entry.id() + ".yaml");
    try {
      Files.write(file, adapted(text(entry)).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    arguments.addAll(List.of(command));
    return ProcessRun.toItsEnd(entry, Map.of(), arguments.toArray(String[]::new));
  }

  private static String section(BadInput entry) {
    String text = text(entry);
    return text.substring(0, Math.max(0, text.indexOf(':')));
  }

  private static String text(BadInput entry) {
    return entry.input().stream()
        .map(part ->
            switch (part) {
              case InputPart.Text(String text) -> text;
              case InputPart.Repeat(String text, int times) -> text.repeat(times);
              default -> throw new IllegalArgumentException(entry.id() + ": no text");
            })
        .collect(Collectors.joining());
  }

  /** In this schema key material belongs to a listener, and {@code cert} is spelt out. */
  private static String adapted(String input) {
    return input.startsWith("tls:")
        ? "listeners:\n- " + input.replace("\n", "\n  ").replace("cert:", "certificate:")
        : input;
  }

  private static void writeKeys(Path folder) {
    Certificates certificates = Certificates.create();
    certificates.server().writeCertificate(folder, "a.pem");
    certificates.server().writeKey(folder, "key-of-other-cert.pem");
    certificates.server().writePkcs12(folder, "x.p12", "the right one");
  }
}
