package io.github.httptunnel.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts the files and sockets that this process has open. Linux says so from 6.2 on, as the size
 * of a folder. Elsewhere the system lists them all for that, ten thousand in some ten milliseconds,
 * so a list serves for ten seconds. Any thread may ask, hence the lock.
 */
public final class OpenFiles {

  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Path OF_THIS_PROCESS = Path.of("/proc/self/fd");

  private final LongSupplier nanoTime;
  private final LongSupplier told;
  private long listed;
  private long at;

  OpenFiles(LongSupplier nanoTime) {
    this(nanoTime, OpenFiles::told);
  }

  /**
   * @param told how many there are, as far as the system says so at once; else 0
   */
  OpenFiles(LongSupplier nanoTime, LongSupplier told) {
    this.nanoTime = nanoTime;
    this.told = told;
  }

  /**
   * How many there are.
   *
   * @param open now; -1 if the system does not say
   * @param limit how many there may be; -1 likewise
   */
  public record Count(long open, long limit) {}

  /** The count; a listed one is at most ten seconds old. */
  public synchronized Count count() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return new Count(-1, -1);
    }
    long open = told.getAsLong();
    return new Count(open > 0 ? open : listed(unix), unix.getMaxFileDescriptorCount());
  }

  private long listed(UnixOperatingSystemMXBean unix) {
    long now = nanoTime.getAsLong();
    if (listed == 0 || now - at >= GOOD_NANOS) {
      listed = unix.getOpenFileDescriptorCount();
      at = now;
    }
    return listed;
  }

  private static long told() {
    try {
      return Files.size(OF_THIS_PROCESS);
    } catch (IOException elsewhere) {
      return 0;
    }
  }
}
