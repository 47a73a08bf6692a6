package io.github.httptunnel.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded and where.
 *
 * @param level the least severe level of the application's log
 * @param format of the application's log; the records of tunnels are always JSON
 * @param targets whether records name targets
 * @param clients whether records name clients' addresses
 * @param directory for {@code application.log} and {@code metrics.log}; absent: standard error only
 * @param rotateBytes at which size a file is rolled
 * @param keep how many rolled files are kept
 */
public record LogConfig(
    Level level,
    Format format,
    boolean targets,
    boolean clients,
    @Nullable Path directory,
    long rotateBytes,
    int keep) {

  /** How severe. */
  public enum Level {
    /** Only what needs a hand. */
    ERROR,
    /** And what may need one soon. */
    WARN,
    /** And what an operator wants to see. */
    INFO,
    /** And what helps to find a fault. */
    DEBUG,
    /** Everything. */
    TRACE
  }

  /** For whom. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For programs: one object a line. */
    JSON
  }

  /** Information as text on standard error, naming nobody; files, if any, 10 of 10 MB. */
  public static LogConfig defaults() {
    return new LogConfig(Level.INFO, Format.TEXT, false, false, null, 10_000_000, 10);
  }
}
