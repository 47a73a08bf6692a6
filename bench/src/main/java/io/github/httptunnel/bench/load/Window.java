package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time in which a run is measured, by {@link System#nanoTime}.
 *
 * @param begin when the warm-up is over
 * @param end when the measuring is
 */
record Window(long begin, long end) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** A window that begins after a warm-up from now. */
  static Window after(Duration warmup, Duration length) {
    long begin = System.nanoTime() + warmup.toNanos();
    return new Window(begin, begin + length.toNanos());
  }

  double seconds() {
    return (end - begin) / NANOS_PER_SECOND;
  }

  boolean hasBegun(long now) {
    return now - begin >= 0;
  }

  boolean isOver(long now) {
    return now - end >= 0;
  }

  /** Waits for {@link #begin}, see {@link #awaitEnd}. */
  void awaitBegin(CompletableFuture<?> broken) throws IOException, InterruptedException {
    await(begin, broken);
  }

  /**
   * Waits for {@link #end}.
   *
   * @param broken completes when a tunnel has ended; a run without all its tunnels measures nothing
   */
  void awaitEnd(CompletableFuture<?> broken) throws IOException, InterruptedException {
    await(end, broken);
  }

  private static void await(long time, CompletableFuture<?> broken)
      throws IOException, InterruptedException {
    try {
      broken.get(time - System.nanoTime(), TimeUnit.NANOSECONDS);
      throw new IOException("a tunnel ended while it was measured");
    } catch (TimeoutException _) {
      // As it should be.
    } catch (ExecutionException fault) {
      throw new IOException(fault.getCause());
    }
  }
}
