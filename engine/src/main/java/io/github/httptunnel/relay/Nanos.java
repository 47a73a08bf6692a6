package io.github.httptunnel.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Points in time and durations in nanoseconds of a monotonic clock, with one that never comes. */
final class Nanos {

  /** Later than everything, longer than everything. */
  static final long NEVER = Long.MAX_VALUE;

  static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** A century: whatever is longer never ends a tunnel, and must not overflow. */
  private static final long LONGEST = TimeUnit.DAYS.toNanos(36_500);

  private Nanos() {}

  /** The shorter of two durations, each of which may be off. */
  static long shorter(@Nullable Duration one, @Nullable Duration other) {
    return Math.min(of(one), of(other));
  }

  /** The point a duration after another point. */
  static long after(long start, long duration) {
    return duration == NEVER ? NEVER : start + duration;
  }

  private static long of(@Nullable Duration duration) {
    return duration == null || duration.compareTo(Duration.ofNanos(LONGEST)) > 0
        ? NEVER
        : duration.toNanos();
  }
}
