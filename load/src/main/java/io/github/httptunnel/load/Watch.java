package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiting while others work; over at once when a tunnel ends, as a run without all its tunnels
 * measures nothing.
 *
 * @param progress where the waiting is told
 * @param broken fails when a tunnel ends
 */
record Watch(Progress progress, CompletableFuture<?> broken) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long TELL = TimeUnit.MILLISECONDS.toNanos(250);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Waits for a moment, by {@link System#nanoTime}. */
  private void until(String what, long moment) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    double whole = Math.max(0, moment - begin) / NANOS_PER_SECOND;
    // told at least once: a moment may be over before anybody looks
    progress.show(what, 0.0, whole, "s");
    for (long now = begin; now - moment < 0; now = System.nanoTime()) {
      progress.show(what, (now - begin) / NANOS_PER_SECOND, whole, "s");
      pause(Math.min(moment - now, TELL));
    }
  }

  /** Waits through a window, measuring from its beginning to its end. */
  void measure(Window window, Meter meter) throws IOException, InterruptedException {
    until("warming up", window.begin());
    meter.begin();
    until("measuring", window.end());
    meter.end();
  }

  /** The same, and over when a tunnel of others ends, too. */
  Watch and(Watch others) {
    return new Watch(progress, CompletableFuture.anyOf(broken, others.broken));
  }

  /** Waits for a number to become as large as it will; it must grow all the time. */
  void whileMoving(String what, LongSupplier number, long goal)
      throws IOException, InterruptedException {
    long last = -1;
    long moved = System.nanoTime();
    for (long now = number.getAsLong(); now < goal; now = number.getAsLong()) {
      if (now > last) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "nothing happened for %d s: %s, %d of %d; does the proxy lead to the origin?",
                PATIENCE.toSeconds(),
                what,
                now,
                goal));
      }
      progress.show(what, (double) now, (double) goal, "");
      pause(LOOK);
    }
  }

  /** Waits until a number is zero, but not for long. */
  void whilePositive(LongSupplier number, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (number.getAsLong() > 0 && System.nanoTime() - end < 0) {
      pause(LOOK);
    }
  }

  private void pause(long nanos) throws IOException, InterruptedException {
    try {
      broken.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      // As it should be.
    } catch (ExecutionException ended) {
      throw failure(ended.getCause());
    }
  }

  private static LoadFailure failure(@Nullable Throwable cause) {
    return switch (cause) {
      case LoadFailure failure -> failure;
      case IOException end ->
          new LoadFailure("a tunnel ended while it was measured: " + end.getMessage(), end);
      case null, default -> throw new IllegalStateException("a thread of the load failed", cause);
    };
  }
}
