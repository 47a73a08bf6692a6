package io.github.httptunnel.limit;

/**
 * What somebody has left of a {@link Rate}: one number, the time at which all of it is there again.
 * Time is an argument, in nanoseconds of any one clock. Not thread-safe.
 */
final class TokenBucket {

  private boolean touched;
  private long fullAt;

  /**
   * Takes one, if there is one.
   *
   * @param rate may differ from call to call: no more is missing then than all of it
   */
  boolean take(Rate rate, long now) {
    long interval = rate.intervalNanos();
    long missing = isFull(now) ? 0 : Math.min(fullAt - now, interval * rate.burst());
    boolean given = missing <= interval * (rate.burst() - 1);
    touched = true;
    fullAt = now + missing + (given ? interval : 0);
    return given;
  }

  /** Whether nothing is missing. */
  boolean isFull(long now) {
    return !touched || fullAt - now <= 0;
  }
}
