package io.github.httptunnel.connect;

import java.time.Duration;

/**
 * An answer and how long it is good for. Times are nanoseconds of the event loop's clock. Confined
 * to its loop.
 */
final class CachedAnswer {

  private final Resolution resolution;
  private final long freshUntil;
  private final long usableUntil;
  private long refreshAt;
  private boolean wanted;

  /**
   * @param fresh how long it is as good as a new one
   * @param ahead how long before that ends a new one is worth asking for
   * @param stale how long after that it may still be used, for want of a new one
   */
  CachedAnswer(Resolution resolution, long now, Duration fresh, Duration ahead, Duration stale) {
    this.resolution = resolution;
    this.freshUntil = now + fresh.toNanos();
    this.refreshAt = freshUntil - ahead.toNanos();
    this.usableUntil = freshUntil + stale.toNanos();
  }

  Resolution resolution() {
    return resolution;
  }

  boolean isFresh(long now) {
    return freshUntil - now > 0;
  }

  /** Whether it may be used, be it only because there is no better one. */
  boolean isUsable(long now) {
    return usableUntil - now > 0;
  }

  /** Whether it is time to ask again. */
  boolean isDue(long now) {
    return refreshAt - now <= 0;
  }

  /**
   * Somebody uses it.
   *
   * @return whether somebody had before
   */
  boolean use() {
    boolean before = wanted;
    wanted = true;
    return before;
  }

  /** A new one was not to be had, and is not asked for before then. */
  void rest(long until) {
    refreshAt = until;
  }
}
