package io.github.httptunnel.server.accesslog;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Opens the writers of the streams.
 *
 * @param format for what is said about a stream that cannot be written
 * @param stderr where that is said
 */
record Streams(LogConfig config, LineFormat format, OutputStream stderr) {

  /** Lines that may wait: some seconds of a busy proxy, a few megabytes. */
  private static final int CAPACITY = 8192;

  /** Standard error. When it cannot be written there is nobody left to tell. */
  LineWriter console() {
    Losses losses = new Losses("stderr", _ -> {}, System::nanoTime);
    return LineWriter.start("stderr", new StandardError(stderr), CAPACITY, losses);
  }

  /** {@code name.log} in a directory. Its trouble is told on the console. */
  LineWriter file(String name, Path directory, LineWriter console) {
    Path path = directory.resolve(name + ".log");
    RollingFile file = new RollingFile(path, config.rotateBytes(), config.keep());
    Losses losses =
        new Losses(path.toString(), text -> console.offer(notice(text)), System::nanoTime);
    return LineWriter.start(name, file, CAPACITY, losses);
  }

  private String notice(String text) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return format.of(
        new LogLine.Ours(now, LogConfig.Level.WARN, Losses.class.getName(), text, List.of()));
  }
}
