package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.OpenDescriptors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of hostile and odd requests against the assembled server, on real sockets. All are
 * played before the first test, side by side because some take ten seconds, and then judged.
 */
class BadInputsIT {

  private static final List<Path> CATALOGUES =
      List.of(
          Path.of("..", "protocols", "src", "test", "resources", "bad-inputs-http1-connect.json"),
          Path.of("src", "test", "resources", "bad-inputs-more.json"));

  private static final int AT_ONCE = 4;
  private static final double SHOULD_BE_MET = 0.95;

  private static final List<Played> PLAYED = new ArrayList<>();
  private static String log = "";
  private static int descriptorsBefore;

  @BeforeAll
  static void playAll(@TempDir Path folder) throws Exception {
    try (Logs logs = LogSetup.start(everything(folder), false)) {
      try (NamedTargets named = NamedTargets.start()) {
        BadInputRun run = new BadInputRun(named, logs.accessLog());
        run.play(entries().getFirst());
        descriptorsBefore = OpenDescriptors.count();
        playAll(run);
        awaitDescriptors();
      }
    }
    log = contents(folder);
  }

  static List<Played> played() {
    return PLAYED;
  }

  static List<Played> required() {
    return PLAYED.stream().filter(played -> played.entry().must()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("required")
  void isAnsweredAsItMustBe(Played played) {
    assertThat(played.verdict(log).violations()).as(played.entry().why()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("played")
  void doesNoHarm(Played played) {
    assertThat(played.troubles(log)).as(played.entry().why()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("played")
  void isJudgedInEveryPoint(Played played) {
    assertThat(played.verdict(log).unjudged()).isEmpty();
  }

  @Test
  void isAnsweredAsItShouldBe(TestReporter reporter) {
    List<Played> recommended = PLAYED.stream().filter(played -> !played.entry().must()).toList();
    List<String> unmet =
        recommended.stream()
            .filter(played -> !played.verdict(log).met())
            .map(played -> played.entry().id() + ": " + played.verdict(log).violations())
            .toList();
    reporter.publishEntry("recommendations not met", unmet.toString());
    assertThat(unmet).hasSizeLessThanOrEqualTo((int) (recommended.size() * (1 - SHOULD_BE_MET)));
  }

  @Test
  void hasAnIdOfItsOwn() throws IOException {
    assertThat(entries()).extracting(BadInput::id).doesNotHaveDuplicates().hasSizeGreaterThan(120);
  }

  @Test
  void leavesARecordOfEachRequest() {
    assertThat(log.lines().filter(line -> line.contains("\"outcome\":"))).hasSizeGreaterThan(120);
  }

  /** What is measured runs alone, what is slow beside the rest, and the rest a few at a time. */
  private static void playAll(BadInputRun run) throws Exception {
    for (BadInput entry : entries()) {
      if (isMeasured(entry)) {
        PLAYED.add(run.playWarm(entry));
      }
    }
    try (ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService quick = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Played>> futures = new ArrayList<>();
      for (BadInput entry : entries()) {
        if (!isMeasured(entry)) {
          futures.add((isSlow(entry) ? slow : quick).submit(() -> run.play(entry)));
        }
      }
      for (Future<Played> future : futures) {
        PLAYED.add(future.get());
      }
    }
  }

  private static boolean isMeasured(BadInput entry) {
    return entry.expect().containsKey("mem_kb_max") || entry.expect().containsKey("cpu_ms_max");
  }

  private static boolean isSlow(BadInput entry) {
    return entry.expect().get("within_s") instanceof Number seconds && seconds.doubleValue() > 3;
  }

  private static void awaitDescriptors() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(descriptorsBefore + 2));
  }

  private static List<BadInput> entries() {
    Set<String> profiles = Set.of("lab", "default");
    return CATALOGUES.stream()
        .flatMap(file -> BadInputCatalogue.read(file).stream())
        .filter(entry -> profiles.contains(entry.profile()))
        .toList();
  }

  private static LogConfig everything(Path folder) {
    return new LogConfig(
        LogConfig.Level.DEBUG, LogConfig.Format.JSON, false, false, folder, 10_000_000, 10);
  }

  private static String contents(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // Each byte a character, so that raw bytes of an input would be found.
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
