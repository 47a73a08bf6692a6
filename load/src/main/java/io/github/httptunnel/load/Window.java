package io.github.httptunnel.load;

import java.time.Duration;

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

  boolean holds(long now) {
    return now - begin >= 0 && !isOver(now);
  }

  boolean isOver(long now) {
    return now - end >= 0;
  }
}
