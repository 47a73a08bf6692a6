package io.github.httptunnel.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the files and sockets that this process has open. The system lists them all for that, ten
 * thousand in some ten milliseconds, so a count serves for ten seconds. Any thread may ask, hence
 * the lock.
 */
public final class OpenFiles {

  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private @Nullable Count known;
  private long at;

  OpenFiles(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * How many there are.
   *
   * @param open now; -1 if the system does not say
   * @param limit how many there may be; -1 likewise
   */
  public record Count(long open, long limit) {}

  /** The count, at most ten seconds old. */
  public synchronized Count count() {
    long now = nanoTime.getAsLong();
    Count count = known;
    if (count == null || now - at >= GOOD_NANOS) {
      count = listed();
      known = count;
      at = now;
    }
    return count;
  }

  private static Count listed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Count(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
        : new Count(-1, -1);
  }
}
