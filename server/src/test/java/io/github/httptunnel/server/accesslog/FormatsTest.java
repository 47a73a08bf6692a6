package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.accesslog.LogConfig.Level;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<Fault> FAULTS =
      List.of(
          new Fault("java.lang.IllegalStateException", List.of("a.B:1", "a.C:2")),
          new Fault("java.io.IOException", List.of()));

  private final LineFormat text = new TextFormat(false);
  private final LineFormat json = new JsonFormat();

  @Test
  void alignsTheWordsOfPeople() {
    assertThat(text.of(ours(Level.INFO, "hello", List.of())))
        .isEqualTo("2026-11-23T12:00:00Z INFO  hello");
    assertThat(text.of(ours(Level.ERROR, "hello", List.of())))
        .isEqualTo("2026-11-23T12:00:00Z ERROR hello");
  }

  @Test
  void coloursTheLevelOnly() {
    assertThat(new TextFormat(true).of(ours(Level.WARN, "hello", List.of())))
        .isEqualTo("2026-11-23T12:00:00Z \u001b[33mWARN \u001b[0m hello");
  }

  @Test
  void tellsAFaultOnTheSameLine() {
    assertThat(text.of(ours(Level.ERROR, "no", FAULTS)))
        .isEqualTo(
            "2026-11-23T12:00:00Z ERROR no: java.lang.IllegalStateException at a.B:1 < a.C:2,"
                + " caused by java.io.IOException");
  }

  @Test
  void letsNoMessageSteerATerminalOrForgeALine() {
    assertThat(text.of(ours(Level.INFO, "a\nb\u001b[2J", List.of())))
        .endsWith(" a\\u000ab\\u001b[2J");
  }

  @Test
  void withholdsALibrarysWords() {
    assertThat(text.of(new LogLine.Theirs(NOON, Level.WARN, "io.netty.X", null)))
        .isEqualTo("2026-11-23T12:00:00Z WARN  io.netty.X: (message withheld)");
  }

  @Test
  void tellsTheClassOfALibrarysException() {
    assertThat(text.of(new LogLine.Theirs(NOON, Level.WARN, "io.netty.X", "a.Failure")))
        .isEqualTo("2026-11-23T12:00:00Z WARN  io.netty.X: a.Failure");
  }

  @Test
  void writesALineAsAnObject() {
    assertThat(json.of(ours(Level.INFO, "hello", List.of())))
        .isEqualTo(
            "{\"time\":\"2026-11-23T12:00:00Z\",\"level\":\"INFO\",\"logger\":\"own\","
                + "\"message\":\"hello\"}");
  }

  @Test
  void writesFaultsAsAnArray() {
    assertThat(json.of(ours(Level.INFO, "no", FAULTS)))
        .endsWith(
            "\"faults\":[\"java.lang.IllegalStateException at a.B:1 < a.C:2\","
                + "\"java.io.IOException\"]}");
  }

  @Test
  void writesALibrarysLineAsAnObject() {
    assertThat(json.of(new LogLine.Theirs(NOON, Level.WARN, "io.netty.X", "a.Failure")))
        .isEqualTo(
            "{\"time\":\"2026-11-23T12:00:00Z\",\"level\":\"WARN\",\"logger\":\"io.netty.X\","
                + "\"fault\":\"a.Failure\"}");
  }

  private static LogLine ours(Level level, String message, List<Fault> faults) {
    return new LogLine.Ours(NOON, level, "own", message, faults);
  }
}
