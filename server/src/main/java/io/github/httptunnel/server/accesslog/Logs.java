package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.TunnelObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The running logs. Safe on any thread. */
public final class Logs implements AutoCloseable {

  /** How long {@link #close} may take: what cannot be written by then will not be. */
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  private final TunnelObserver accessLog;
  private final List<LineWriter> writers;

  Logs(TunnelObserver accessLog, List<LineWriter> writers) {
    this.accessLog = accessLog;
    this.writers = List.copyOf(writers);
  }

  /** Writes down the end of every request. Never blocks. */
  public TunnelObserver accessLog() {
    return accessLog;
  }

  /** How many lines of each stream were dropped or could not be written, since the start. */
  public Map<String, Long> dropped() {
    return writers.stream().collect(Collectors.toMap(LineWriter::stream, LineWriter::dropped));
  }

  /** Opens the files anew before the next line, as after their names were changed. */
  public void reopen() {
    writers.forEach(LineWriter::reopen);
  }

  /**
   * Writes what is waiting and closes the files; returns after 3 s at the latest, whatever the disk
   * does. Lines that come later are dropped and counted.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSE_BOUND.toNanos();
    writers.forEach(LineWriter::finish);
    writers.forEach(writer -> writer.await(Duration.ofNanos(end - System.nanoTime())));
  }
}
