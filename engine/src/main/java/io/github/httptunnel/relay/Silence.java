package io.github.httptunnel.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rule that ends a tunnel in which nothing moves, as arithmetic: time is an argument, in
 * nanoseconds of any monotonic clock.
 *
 * <p>The limit is measured from the last byte in either direction. Once one side has finished
 * sending, the shorter of {@code idle_timeout} and {@code half_close_timeout} counts.
 *
 * <p>A check that comes late by more than {@link #PAUSE_NANOS} means that the process stood still,
 * and bytes may wait unread in the kernel: the tunnel then gets a grace of {@link #GRACE_NANOS}
 * before it is judged.
 */
final class Silence {

  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long idleNanos;
  private final long halfClosedNanos;
  private long lastByte;
  private long dueAt;
  private boolean halfClosed;

  Silence(RelayPolicy upstream, RelayPolicy downstream, long now) {
    this.idleNanos = Math.min(nanos(upstream.idleTimeout()), nanos(downstream.idleTimeout()));
    this.halfClosedNanos =
        Math.min(
            idleNanos,
            Math.min(nanos(upstream.halfCloseTimeout()), nanos(downstream.halfCloseTimeout())));
    this.lastByte = now;
    this.dueAt = now;
  }

  /** Bytes moved. */
  void byteAt(long now) {
    lastByte = now;
  }

  /** One side finished sending; the shorter limit counts from here. */
  void halfClosedAt(long now) {
    halfClosed = true;
    lastByte = now;
  }

  boolean halfClosed() {
    return halfClosed;
  }

  /** Whether half-closing ended the tunnel earlier than idling would have. */
  boolean endedByHalfClose() {
    return halfClosed && halfClosedNanos < idleNanos;
  }

  /**
   * Judges the tunnel and says when to ask again.
   *
   * @return nanoseconds until the next check; zero: the tunnel has been silent for too long; {@link
   *     Long#MAX_VALUE}: never
   */
  long check(long now) {
    long limit = halfClosed ? halfClosedNanos : idleNanos;
    if (limit == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long left = lastByte + limit - now;
    if (left <= 0 && now - dueAt > PAUSE_NANOS) {
      left = GRACE_NANOS;
    }
    long wait = Math.max(left, 0);
    dueAt = now + wait;
    return wait;
  }

  private static long nanos(@Nullable Duration timeout) {
    return timeout == null ? Long.MAX_VALUE : timeout.toNanos();
  }
}
