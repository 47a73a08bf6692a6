package io.github.httptunnel.server.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Starts the logs of the process: this program's, the libraries' and the JDK's, and the last words
 * of a thread that dies. To be called once, from {@code main}, before anything is served.
 */
public final class LogSetup {

  private LogSetup() {}

  /**
   * Starts the logs.
   *
   * @param colour whether standard error is coloured, see {@link Terminal}
   * @throws IOException the directory cannot be used; the message says which and why
   */
  public static Logs start(LogConfig config, boolean colour) throws IOException {
    return start(config, colour, new FileOutputStream(FileDescriptor.err));
  }

  static Logs start(LogConfig config, boolean colour, OutputStream stderr) throws IOException {
    LineFormat format =
        switch (config.format()) {
          case JSON -> new JsonFormat();
          case TEXT -> new TextFormat(colour && config.directory() == null);
        };
    Streams streams = new Streams(config, format, stderr);
    Path directory = config.directory();
    if (directory == null) {
      LineWriter console = streams.console();
      return start(config, format, console, null, List.of(console));
    }
    usable(directory);
    LineWriter console = streams.console();
    LineWriter application = streams.file("application", directory, console);
    LineWriter metrics = streams.file("metrics", directory, console);
    return start(
        config, format, application, metrics::offer, List.of(application, metrics, console));
  }

  private static Logs start(
      LogConfig config,
      LineFormat format,
      LineWriter application,
      @Nullable Consumer<String> records,
      List<LineWriter> writers) {
    route(config, new ApplicationAppender(format, application::offer));
    JdkLogBridge.install(config.level());
    lastWords();
    return new Logs(
        new AccessLog(RecordFormat.of(config), records, LoggerFactory.getLogger(AccessLog.class)),
        writers);
  }

  private static void route(LogConfig config, ApplicationAppender appender) {
    ClassLoader loader = LogSetup.class.getClassLoader();
    LoggerContext context = LoggerContext.getContext(loader, false, null);
    context.reconfigure(new Routing(context, config.level(), appender));
  }

  /** By itself the JDK prints the exception's message to standard error. */
  private static void lastWords() {
    Thread.setDefaultUncaughtExceptionHandler(
        (_, fault) -> LoggerFactory.getLogger(LogSetup.class).error("A thread died", fault));
  }

  /** Opens no file: one of them may be a FIFO, and opening that would wait for its reader. */
  private static void usable(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unusable(directory, "it cannot be created (" + e + ")");
    }
    if (!Files.isWritable(directory)) {
      throw unusable(directory, "this user may not write there");
    }
  }

  private static IOException unusable(Path directory, String problem) {
    return new IOException(
        "log.directory: %s: %s (expected: a directory that can be written, or off)"
            .formatted(directory, problem));
  }
}
