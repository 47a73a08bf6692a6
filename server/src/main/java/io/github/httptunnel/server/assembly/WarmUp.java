package io.github.httptunnel.server.assembly;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time after the first connection in which code that has not been compiled yet takes its time,
 * so that to be behind says nothing of how much can be served. Thread-safe.
 */
final class WarmUp {

  private final long nanos;
  private final LongSupplier nanoTime;
  private volatile boolean begun;
  private volatile long begunAt;

  WarmUp(Duration length, LongSupplier nanoTime) {
    this.nanos = length.toNanos();
    this.nanoTime = nanoTime;
  }

  /** A connection is there. */
  void connected() {
    if (!begun) {
      begin();
    }
  }

  private synchronized void begin() {
    if (!begun) {
      begunAt = nanoTime.getAsLong();
      begun = true;
    }
  }

  boolean isOver() {
    return begun && nanoTime.getAsLong() - begunAt >= nanos;
  }
}
