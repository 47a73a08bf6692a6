package io.github.httptunnel.server.assembly;

import java.util.concurrent.TimeUnit;

/**
 * How long a stop waits for clients whose connections were accepted and who have not asked yet:
 * they may be a round trip or two away, and on a machine that is slow many of them may be. The time
 * counts from the last one that did ask. Times are those of {@link System#nanoTime()}. For one
 * thread.
 */
final class LastArrivals {

  static final long LULL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private int silent;
  private long since;

  /**
   * The stop begins.
   *
   * @param silent how many have not asked yet
   */
  LastArrivals(int silent, long now) {
    this.silent = silent;
    this.since = now;
  }

  /**
   * Whether it is worth waiting.
   *
   * @param left how many have not asked by now
   */
  boolean mayCome(int left, long now) {
    since = left < silent ? now : since;
    silent = left;
    return left > 0 && now - since < LULL_NANOS;
  }
}
