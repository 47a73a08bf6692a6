package io.github.httptunnel.server.accesslog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * Takes every event of the logging back end, reduces it to what may be written, and hands it over.
 * A library's message is not even put together.
 */
final class ApplicationAppender extends AbstractAppender {

  /** Keeps any line far below the smallest file. */
  private static final int MAX_MESSAGE = 4096;

  private final LineFormat format;
  private final Consumer<String> lines;

  /**
   * An appender that is ready.
   *
   * @param lines takes one line without its end; must not block
   */
  ApplicationAppender(LineFormat format, Consumer<String> lines) {
    super("application", null, null, true, Property.EMPTY_ARRAY);
    this.format = format;
    this.lines = lines;
  }

  @Override
  public void append(LogEvent event) {
    lines.accept(format.of(OwnCode.owns(event.getLoggerName()) ? ours(event) : theirs(event)));
  }

  private static LogLine ours(LogEvent event) {
    String message = event.getMessage().getFormattedMessage();
    Throwable thrown = event.getThrown();
    return new LogLine.Ours(
        time(event),
        level(event.getLevel()),
        event.getLoggerName(),
        message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + " [cut]" : message,
        thrown == null ? List.of() : Fault.chain(thrown));
  }

  private static LogLine theirs(LogEvent event) {
    @Nullable Throwable thrown = event.getThrown();
    return new LogLine.Theirs(
        time(event),
        level(event.getLevel()),
        event.getLoggerName(),
        thrown == null ? null : thrown.getClass().getName());
  }

  private static Instant time(LogEvent event) {
    return Instant.ofEpochMilli(event.getTimeMillis()).truncatedTo(ChronoUnit.SECONDS);
  }

  private static LogConfig.Level level(Level level) {
    return switch (level.getStandardLevel()) {
      case OFF, FATAL, ERROR -> LogConfig.Level.ERROR;
      case WARN -> LogConfig.Level.WARN;
      case INFO -> LogConfig.Level.INFO;
      case DEBUG -> LogConfig.Level.DEBUG;
      case TRACE, ALL -> LogConfig.Level.TRACE;
    };
  }
}
