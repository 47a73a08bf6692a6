package io.github.httptunnel.server.accesslog;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Brings what the JDK logs under the same rule as other libraries: by itself it prints to standard
 * error, messages and all. Passes on the logger's name, the level and the exception.
 */
final class JdkLogBridge extends Handler {

  private JdkLogBridge() {}

  /** Takes the place of the JDK's own output. */
  static void install(LogConfig.Level level) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(jdk(level));
    root.addHandler(new JdkLogBridge());
  }

  private static Level jdk(LogConfig.Level level) {
    return switch (level) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.ALL;
    };
  }

  @Override
  public void publish(@Nullable LogRecord event) {
    if (event == null) {
      return;
    }
    String name = event.getLoggerName();
    LoggerFactory.getLogger("java.logging" + (name == null ? "" : "." + name))
        .atLevel(slf4j(event.getLevel().intValue()))
        .setCause(event.getThrown())
        .log("");
  }

  private static org.slf4j.event.Level slf4j(int level) {
    if (level >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    }
    if (level >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    }
    if (level >= Level.INFO.intValue()) {
      return org.slf4j.event.Level.INFO;
    }
    return level >= Level.FINE.intValue()
        ? org.slf4j.event.Level.DEBUG
        : org.slf4j.event.Level.TRACE;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
