package io.github.httptunnel.server.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.accesslog.LogConfig.Format;
import io.github.httptunnel.server.accesslog.LogConfig.Level;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class LogSetupTest {

  /** How soon lines are written again. */
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private static final Logger OWN = LoggerFactory.getLogger("io.github.httptunnel.Test");

  @TempDir private Path directory;
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @Test
  void writesToStandardErrorWithoutADirectory() throws IOException {
    try (Logs logs = start(Level.INFO, Format.TEXT, null)) {
      OWN.info("Listening on {}", 8080);
      logs.accessLog().on(Requests.ended());
    }
    assertThat(stderr.toString(UTF_8))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ INFO  Listening on 8080\n");
  }

  @Test
  void coloursStandardErrorWhenAsked() throws IOException {
    LogConfig config = config(Level.INFO, Format.TEXT, null);
    try (Logs _ = LogSetup.start(config, true, stderr)) {
      OWN.info("hello");
    }
    assertThat(stderr.toString(UTF_8)).contains("\u001b[32m");
  }

  @Test
  void neverColoursAFile() throws IOException {
    try (Logs _ = LogSetup.start(config(Level.INFO, Format.TEXT, directory), true, stderr)) {
      OWN.info("hello");
    }
    assertThat(directory.resolve("application.log")).content().doesNotContain("\u001b");
  }

  @Test
  void keepsTheTwoStreamsApart() throws IOException {
    try (Logs logs = start(Level.INFO, Format.TEXT, directory)) {
      OWN.info("hello");
      logs.accessLog().on(Requests.ended());
    }
    assertThat(directory.resolve("application.log")).content().hasLineCount(1).contains("hello");
    assertThat(directory.resolve("metrics.log")).content().hasLineCount(1).startsWith("{\"id\"");
    assertThat(stderr.toString(UTF_8)).isEmpty();
  }

  @Test
  void writesApplicationLinesAsJsonWhenAsked() throws IOException {
    try (Logs _ = start(Level.INFO, Format.JSON, directory)) {
      OWN.info("say \"hello\"");
    }
    String line = Files.readString(directory.resolve("application.log"));
    assertThat(new JsonMapper().readTree(line).get("message").asString())
        .isEqualTo("say \"hello\"");
  }

  @Test
  void obeysTheLevel() throws IOException {
    try (Logs _ = start(Level.WARN, Format.TEXT, null)) {
      OWN.info("below");
      OWN.warn("at");
      OWN.error("above");
    }
    assertThat(stderr.toString(UTF_8)).contains("at\n", "above\n").doesNotContain("below");
  }

  @Test
  void cutsAnEndlessMessage() throws IOException {
    try (Logs _ = start(Level.INFO, Format.TEXT, directory)) {
      OWN.info("x".repeat(100_000));
    }
    assertThat(directory.resolve("application.log")).content().endsWith("xxx [cut]\n");
  }

  @Test
  void createsTheDirectory() throws IOException {
    Path deep = directory.resolve("a/b");
    try (Logs _ = start(Level.INFO, Format.TEXT, deep)) {
      OWN.info("hello");
    }
    assertThat(deep.resolve("application.log")).exists();
  }

  @Test
  void takesADirectoryNameAsItIs() throws IOException {
    Path odd = directory.resolve("${env:HOME}%d");
    try (Logs _ = start(Level.INFO, Format.TEXT, odd)) {
      OWN.info("hello ${env:HOME}");
    }
    assertThat(odd.resolve("application.log")).content().endsWith("hello ${env:HOME}\n");
  }

  @Test
  void saysWhyADirectoryCannotBeUsed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> start(Level.INFO, Format.TEXT, file))
        .withMessageStartingWith("log.directory: " + file + ": it cannot be created")
        .withMessageEndingWith("(expected: a directory that can be written, or off)");
  }

  @Test
  void boundsTheDiskInABurst() throws IOException {
    int records = 4000;
    try (Logs logs = start(Level.INFO, Format.TEXT, directory)) {
      IntStream.range(0, records).forEach(_ -> logs.accessLog().on(Requests.ended()));
      assertThat(logs.dropped()).hasSize(3).values().containsOnly(0L);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> metrics =
          files.filter(it -> it.getFileName().toString().startsWith("metrics")).toList();
      assertThat(metrics).hasSize(3);
      for (Path file : metrics) {
        assertThat(Files.size(file)).isLessThanOrEqualTo(LogConfig.MIN_ROTATE_BYTES);
      }
    }
  }

  @Test
  @Timeout(60)
  void neverWaitsForAFifoThatNobodyReads() throws Exception {
    Path fifo = fifo();
    Logs logs = start(Level.INFO, Format.TEXT, directory);
    int records = 20_000;
    IntStream.range(0, records).forEach(_ -> logs.accessLog().on(Requests.ended()));
    // all but those that wait, and those that are being written
    assertThat(logs.dropped().get("metrics"))
        .isBetween(records - 8192L - LineWriter.BURST, records - 8192L);
    OWN.info("the other stream goes on");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(directory.resolve("application.log"))
                .content()
                .contains("the other stream goes on"));
    logs.close();
    assertThat(stderr.toString(UTF_8)).contains("metrics.log: takes lines too slowly");
    release(fifo);
  }

  @Test
  void goesOnWhenItsDirectoryIsRemoved() throws IOException {
    try (Logs _ = start(Level.INFO, Format.TEXT, directory.resolve("logs"))) {
      Path application = directory.resolve("logs/application.log");
      OWN.info("before");
      await().untilAsserted(() -> assertThat(application).content().contains("before"));
      Files.delete(application);
      Files.delete(directory.resolve("logs"));
      OWN.info("after");
      await().untilAsserted(() -> assertThat(application).content().contains("after"));
    }
  }

  @Test
  void countsWhatAFullDiskCosts() throws IOException {
    Files.createSymbolicLink(directory.resolve("metrics.log"), Path.of("/dev/full"));
    try (Logs logs = start(Level.INFO, Format.TEXT, directory)) {
      IntStream.range(0, 7).forEach(_ -> logs.accessLog().on(Requests.ended()));
      await().untilAsserted(() -> assertThat(logs.dropped()).containsEntry("metrics", 7L));
    }
    assertThat(stderr.toString(UTF_8)).contains("metrics.log: java.io.IOException: No space left");
  }

  @Test
  @Timeout(60)
  void goesOnWhenTheDiskHasRoomAgain() throws IOException {
    Path metrics = directory.resolve("metrics.log");
    Files.createSymbolicLink(metrics, Path.of("/dev/full"));
    try (Logs logs = start(Level.INFO, Format.TEXT, directory)) {
      logs.accessLog().on(Requests.ended());
      await().untilAsserted(() -> assertThat(logs.dropped()).containsEntry("metrics", 1L));
      Files.delete(metrics);
      logs.accessLog().on(Requests.ended());
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().hasLineCount(1));
      assertThat(logs.dropped()).containsEntry("metrics", 1L);
    }
  }

  @Test
  @Timeout(60)
  void goesOnWhenSomebodyReadsTheFifo() throws Exception {
    Path fifo = fifo();
    try (Logs logs = start(Level.INFO, Format.TEXT, directory)) {
      IntStream.range(0, 10_000).forEach(_ -> logs.accessLog().on(Requests.ended()));
      try (BufferedReader reader = Files.newBufferedReader(fifo)) {
        long kept = 10_000 - logs.dropped().get("metrics");
        for (long line = 0; line < kept; line++) {
          assertThat(reader.readLine()).startsWith("{");
        }
        logs.accessLog().on(Requests.ended());
        assertThat(reader.readLine()).startsWith("{");
      }
    }
  }

  @Test
  void writesRecordsInTheNamesThatAreConfigured() throws IOException {
    LogConfig ecs =
        new LogConfig(
            Level.INFO,
            Format.TEXT,
            LogConfig.RecordTemplate.ECS,
            false,
            false,
            directory,
            LogConfig.MIN_ROTATE_BYTES,
            3);
    try (Logs logs = LogSetup.start(ecs, false, stderr)) {
      logs.accessLog().on(Requests.ended());
    }
    assertThat(directory.resolve("metrics.log")).content().startsWith("{\"@timestamp\":");
  }

  private Logs start(Level level, Format format, Path where) throws IOException {
    return LogSetup.start(config(level, format, where), false, stderr);
  }

  private static LogConfig config(Level level, Format format, Path where) {
    return new LogConfig(
        level,
        format,
        LogConfig.RecordTemplate.DEFAULT,
        false,
        false,
        where,
        LogConfig.MIN_ROTATE_BYTES,
        3);
  }

  private Path fifo() throws Exception {
    Path fifo = directory.resolve("metrics.log");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo;
  }

  /** Lets the writer's thread, which is still waiting for a reader, come to its end. */
  private static void release(Path fifo) throws IOException {
    try (InputStream reader = Files.newInputStream(fifo)) {
      reader.transferTo(OutputStream.nullOutputStream());
    }
  }
}
