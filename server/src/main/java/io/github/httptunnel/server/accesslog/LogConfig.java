package io.github.httptunnel.server.accesslog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, how and where. Immutable.
 *
 * @param level the least important application line that is written
 * @param format how an application line looks; records are always JSON
 * @param recordTemplate whose names the members of a record have
 * @param targets whether records name the target
 * @param clients whether records name the client's address
 * @param users whether records name the user
 * @param directory where {@code application.log} and {@code metrics.log} are kept; absent:
 *     application lines go to standard error, and there are no records
 * @param rotateBytes no file grows beyond this many bytes
 * @param keep how many files each stream has at most, the current one included
 */
public record LogConfig(
    Level level,
    Format format,
    RecordTemplate recordTemplate,
    boolean targets,
    boolean clients,
    boolean users,
    @Nullable Path directory,
    long rotateBytes,
    int keep) {

  /** The smallest {@code rotateBytes}: longer than any line. */
  public static final long MIN_ROTATE_BYTES = 65_536;

  /** The largest {@code keep}: every roll renames that many files. */
  public static final int MAX_KEEP = 1000;

  /** How important an application line is, the most important first. */
  public enum Level {
    /** Something does not work. */
    ERROR,
    /** Something needs attention. */
    WARN,
    /** What happens to the process as a whole. */
    INFO,
    /** One line for each tunnel that ends. */
    DEBUG,
    /** Everything there is. */
    TRACE
  }

  /** How an application line looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One object for each line. */
    JSON
  }

  /** Whose names the members of a record have. */
  public enum RecordTemplate {
    /** Our own. */
    DEFAULT,
    /** Elastic Common Schema. */
    ECS,
    /** The log data model of OpenTelemetry. */
    OTEL
  }

  /** Checks the sizes. */
  public LogConfig {
    if (rotateBytes < MIN_ROTATE_BYTES) {
      throw new IllegalArgumentException(
          "log.rotate: %d bytes (expected: at least %d)".formatted(rotateBytes, MIN_ROTATE_BYTES));
    }
    if (keep < 1 || keep > MAX_KEEP) {
      throw new IllegalArgumentException(
          "log.keep: %d (expected: 1 to %d files)".formatted(keep, MAX_KEEP));
    }
  }

  /** Records that do not name users. */
  public LogConfig(
      Level level,
      Format format,
      RecordTemplate recordTemplate,
      boolean targets,
      boolean clients,
      @Nullable Path directory,
      long rotateBytes,
      int keep) {
    this(level, format, recordTemplate, targets, clients, false, directory, rotateBytes, keep);
  }

  /** Text from info on, to standard error, nothing that identifies a user; 10 files of 10 MB. */
  public static LogConfig defaults() {
    return new LogConfig(
        Level.INFO, Format.TEXT, RecordTemplate.DEFAULT, false, false, null, 10_000_000, 10);
  }
}
