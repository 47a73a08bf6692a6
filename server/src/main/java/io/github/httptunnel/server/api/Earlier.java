package io.github.httptunnel.server.api;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an earlier reading of something, so that what happened since can be told: one that is about
 * as old as is wanted, as long as somebody keeps asking. Nothing is read while nobody asks. Several
 * may ask at the same time, hence the lock.
 *
 * @param <T> what is read
 */
final class Earlier<T> {

  /** Who asks first waits for a second reading. */
  private static final Duration FIRST = Duration.ofMillis(100);

  private final Supplier<T> source;
  private final UnaryOperator<T> kept;
  private final LongSupplier nanoTime;
  private final long apart;
  private final long oldest;
  private @Nullable Reading<T> base;
  private @Nullable Reading<T> next;

  /**
   * @param apart how old the earlier reading should be
   * @param oldest beyond that it says nothing about now
   */
  Earlier(Supplier<T> source, LongSupplier nanoTime, Duration apart, Duration oldest) {
    this(source, nanoTime, apart, oldest, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param kept what is kept of a reading
   */
  Earlier(
      Supplier<T> source,
      LongSupplier nanoTime,
      Duration apart,
      Duration oldest,
      UnaryOperator<T> kept) {
    this.source = source;
    this.kept = kept;
    this.nanoTime = nanoTime;
    this.apart = apart.toNanos();
    this.oldest = oldest.toNanos();
  }

  /** Takes the first reading now, so that later ones need not wait for a second. */
  synchronized Earlier<T> begin() {
    Reading<T> first = take();
    base = new Reading<>(kept.apply(first.value()), first.nanos());
    return this;
  }

  /**
   * One reading.
   *
   * @param nanos when it was taken
   */
  record Reading<T>(T value, long nanos) {}

  /** Two readings of the same. */
  record Pair<T>(Reading<T> before, Reading<T> now) {

    /** How long it was between them. */
    Duration length() {
      return Duration.ofNanos(now.nanos() - before.nanos());
    }

    /** What happened a second on average, if so much happened between the two. */
    long perSecond(long count) {
      return Math.round(count * 1e9 / Math.max(now.nanos() - before.nanos(), 1));
    }
  }

  /** Reads, and gives what to compare that with. May block for a moment. */
  synchronized Pair<T> read() {
    Reading<T> now = take();
    forget(now.nanos());
    if (next != null && now.nanos() - next.nanos() >= apart) {
      base = next;
      next = null;
    }
    if (next == null) {
      next = new Reading<>(kept.apply(now.value()), now.nanos());
    }
    Reading<T> before = base == null ? next : base;
    if (now.nanos() - before.nanos() < FIRST.toNanos()) {
      LockSupport.parkNanos(FIRST.toNanos());
      now = take();
    }
    return new Pair<>(before, now);
  }

  private void forget(long now) {
    if (base != null && now - base.nanos() > oldest) {
      base = null;
    }
    if (next != null && now - next.nanos() > oldest) {
      next = null;
    }
  }

  private Reading<T> take() {
    // the time before the reading: what comes between counts for the next one
    long nanos = nanoTime.getAsLong();
    return new Reading<>(source.get(), nanos);
  }
}
