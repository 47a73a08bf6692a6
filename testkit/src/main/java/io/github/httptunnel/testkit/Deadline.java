package io.github.httptunnel.testkit;

import java.time.Duration;

/** A moment on the monotonic clock by which a wait must be over. */
record Deadline(long atNanos) {

  /** How long anything in this package waits unless told otherwise. */
  static final Duration USUAL = Duration.ofSeconds(30);

  static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  long remainingNanos() {
    return Math.max(0, atNanos - System.nanoTime());
  }

  boolean passed() {
    return remainingNanos() == 0;
  }

  /** For {@code SO_TIMEOUT}, where zero would mean to wait for ever. */
  int socketMillis() {
    long millis = remainingNanos() / 1_000_000;
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }
}
