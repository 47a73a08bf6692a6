package io.github.httptunnel.server.api;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is costly to find out for a while: whoever asks first finds it out for all others, who
 * wait for that, hence the lock.
 *
 * @param <T> what it is
 */
final class Memo<T> {

  private final Supplier<T> source;
  private final LongSupplier nanoTime;
  private final long good;
  private @Nullable T value;
  private long at;

  /**
   * @param good how long it may be used
   */
  Memo(Supplier<T> source, LongSupplier nanoTime, Duration good) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.good = good.toNanos();
  }

  synchronized T get() {
    long now = nanoTime.getAsLong();
    T known = value;
    if (known == null || now - at >= good) {
      known = source.get();
      value = known;
      at = now;
    }
    return known;
  }
}
