package io.github.httptunnel.server.accesslog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One application line, reduced to what may be written. That libraries put addresses and host names
 * into messages is why a {@link Theirs} has no place for one.
 */
sealed interface LogLine {

  /** When, to the second. */
  Instant time();

  /** How important. */
  LogConfig.Level level();

  /** Who says it. */
  String logger();

  /**
   * A line of this program.
   *
   * @param message our own words
   * @param faults an exception and its causes; mostly none
   */
  record Ours(
      Instant time, LogConfig.Level level, String logger, String message, List<Fault> faults)
      implements LogLine {}

  /**
   * A line of a library, whose words are withheld.
   *
   * @param fault the class of the exception that came with it
   */
  record Theirs(Instant time, LogConfig.Level level, String logger, @Nullable String fault)
      implements LogLine {}
}
