package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.InputPart;
import io.github.httptunnel.testkit.Placeholders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of hostile and odd command lines on the built program, a process for each. */
class CommandLineIT {

  private static final Path CATALOGUE = Path.of("src/test/resources/bad-inputs-cli.json");
  private static final String PASSWORD = "only for this test";

  /** An entry about rights, which the user who runs the tests may have. */
  private static final String WITHOUT_RIGHTS = "CLI-021";

  private static List<ProcessRun> runs = List.of();
  private static Placeholders placeholders = new Placeholders(Map.of());
  private static ServerSocket busy;

  @BeforeAll
  static void runAll(@TempDir Path folder) throws Exception {
    busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Path pfx = Certificates.create().server().writePkcs12(folder, "good.pfx", PASSWORD);
    placeholders =
        new Placeholders(
            Map.of(
                "BUSY_PORT", Integer.toString(busy.getLocalPort()),
                "PFX", pfx.toString(),
                "GOOD", PASSWORD));
    runs = ProcessRun.all(BadInputCatalogue.read(CATALOGUE), CommandLineIT::run);
  }

  @AfterAll
  static void freeThePort() throws IOException {
    busy.close();
  }

  static Stream<ProcessRun> ended() {
    return runs.stream().filter(run -> expectation(run).containsKey("exit"));
  }

  static Stream<ProcessRun> started() {
    return runs.stream().filter(run -> expectation(run).containsKey("starts"));
  }

  static Stream<ProcessRun> all() {
    return runs.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ended")
  void endsWithTheExitCodeAndWordsItMust(ProcessRun run) {
    Object exit = expectation(run).get("exit");
    assertThat(run.exit()).as(run.stderr()).isEqualTo(exit instanceof Integer ? exit : code(run));
    if (expectation(run).get("stderr_contains_all") instanceof List<?> words) {
      run.says(words.stream().map(word -> placeholders.fill(String.valueOf(word))).toList());
    }
    if (expectation(run).get("stdout_matches") instanceof String pattern) {
      assertThat(run.stdout()).containsPattern(pattern).hasLineCount(1);
    }
    assertThat(run.reached()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("started")
  void startsAndEndsOnASignal(ProcessRun run) {
    Object listeners = expectation(run).get("listeners");
    assertThat(run.reached()).hasSize(listeners instanceof Integer many ? many : 1);
    assertThat(run.reached()).allSatisfy(address -> assertThat(address.getPort()).isPositive());
    if (expectation(run).get("warns_contains") instanceof List<?> words) {
      run.says(words);
    }
    assertThat(run.exit()).isEqualTo(143);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void showsNeitherAStackTraceNorAPassword(ProcessRun run) {
    run.showsNoStackTrace();
    assertThat(run.stderr() + run.stdout()).doesNotContain(PASSWORD);
  }

  /** Processor speed is the machine's, so that this only tells: three seconds are the aim. */
  @Test
  void tellsTheSlowest(TestReporter reporter) {
    ProcessRun slowest = runs.stream().max(Comparator.comparing(ProcessRun::took)).orElseThrow();
    reporter.publishEntry("slowest", slowest + ": " + slowest.took().toMillis() + " ms");
    assertThat(slowest.took()).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void refusesAKeyStoreWithAWrongPassword(@TempDir Path folder) {
    Path pfx = Certificates.create().server().writePkcs12(folder, "good.pfx", PASSWORD);
    try (BuiltProgram program =
        BuiltProgram.run(
            Map.of("HTTP_TUNNEL_TLS_PASSWORD", "a wrong one"),
            folder,
            "--bind",
            "127.0.0.1:0",
            "https",
            "--pk",
            pfx.toString())) {
      assertThat(program.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
      assertThat(program.stderr())
          .contains("good.pfx", "password")
          .doesNotContain("a wrong one", "Exception", "\tat ");
    }
  }

  private static ProcessRun run(BadInput entry) {
    String line = onAnyPort(text(entry));
    List<String> arguments =
        line.isEmpty()
            ? List.of()
            : Stream.of(line.split(" ", -1)).map(placeholders::fill).toList();
    List<String> prefix = entry.id().equals(WITHOUT_RIGHTS) ? BuiltProgram.asNobody() : List.of();
    boolean serves = ProcessRun.expectation(entry).containsKey("starts");
    return ProcessRun.of(entry, serves, prefix, Map.of(), arguments.toArray(String[]::new));
  }

  /** The catalogue's own ports may be in use here. */
  private static String onAnyPort(String line) {
    return line.replaceAll("127\\.0\\.0\\.1:18[0-9]{3}", "127.0.0.1:0");
  }

  private static String text(BadInput entry) {
    return entry.input().getFirst() instanceof InputPart.Text(String text) ? text : "";
  }

  /** What "non-zero" is, for each reason. */
  private static int code(ProcessRun run) {
    boolean onSockets = run.stderr().contains("cannot listen");
    return onSockets ? 71 : 78;
  }

  private static Map<?, ?> expectation(ProcessRun run) {
    return ProcessRun.expectation(run.entry());
  }
}
