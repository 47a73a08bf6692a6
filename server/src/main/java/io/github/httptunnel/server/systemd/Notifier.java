package io.github.httptunnel.server.systemd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a service manager how this process is (sd_notify(3)); if there is none, nobody. The short
 * lines of status are for {@code systemctl status}: they must name no client and no target. Safe on
 * any thread.
 */
public final class Notifier implements AutoCloseable {

  private final @Nullable NotifySocket socket;

  Notifier(@Nullable NotifySocket socket) {
    this.socket = socket;
  }

  /** Whether somebody listens. */
  public boolean isHeard() {
    return socket != null;
  }

  /** All listeners accept connections; also at the end of a reload, whatever came of it. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + line(status));
  }

  /** A reload begins; {@link #ready} ends it. */
  public void reloading(String status) {
    // the system's monotonic clock, which is what it is compared with
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    send("RELOADING=1\nMONOTONIC_USEC=" + micros + "\nSTATUS=" + line(status));
  }

  /**
   * The process is on its way to its end.
   *
   * @param longest how long that may take
   */
  public void stopping(String status, Duration longest) {
    long micros = TimeUnit.NANOSECONDS.toMicros(longest.toNanos());
    send("STOPPING=1\nEXTEND_TIMEOUT_USEC=" + micros + "\nSTATUS=" + line(status));
  }

  /** A sign of life. */
  public void alive() {
    send("WATCHDOG=1");
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }

  private void send(String message) {
    if (socket != null) {
      socket.send(message);
    }
  }

  /** A line break would begin another assignment. */
  private static String line(String status) {
    return status.replace('\n', ' ');
  }
}
