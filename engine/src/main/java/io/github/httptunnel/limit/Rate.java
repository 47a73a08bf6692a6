package io.github.httptunnel.limit;

import java.util.concurrent.TimeUnit;

/**
 * How often something may happen.
 *
 * @param perSecond in the long run, 1 to {@value #MOST}
 * @param burst how many at once after a rest, 1 to {@value #MOST}
 */
public record Rate(int perSecond, int burst) {

  /** What is faster than that is no limit. */
  public static final int MOST = 1_000_000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Checks the bounds. */
  public Rate {
    within("rate", perSecond);
    within("burst", burst);
  }

  /** A rate that lets twice as many come at once. */
  public static Rate of(int perSecond) {
    return new Rate(perSecond, Math.min(2 * perSecond, MOST));
  }

  /** From one to the next, in nanoseconds. */
  long intervalNanos() {
    return SECOND / perSecond;
  }

  private static void within(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 1 to " + MOST + ", or off)");
    }
  }
}
