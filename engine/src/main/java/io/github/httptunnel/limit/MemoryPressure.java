package io.github.httptunnel.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The level of memory use. One thread measures; event loops read the level and tell of memory that
 * they could not get. Thread-safe, hence the atomics and the volatile level.
 */
public final class MemoryPressure {

  /** An allocation that failed proves that there is too little, whatever was measured. */
  private static final long FAILURE_COUNTS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong failures = new AtomicLong();
  private volatile MemoryLevel level = MemoryLevel.NORMAL;
  private volatile double share;
  private long failuresSeen;
  private long failedAt;
  private boolean failing;

  /** The level at the last measurement. */
  public MemoryLevel level() {
    return level;
  }

  /** The share of the memory that was in use at the last measurement: 0 to 1. */
  public double share() {
    return share;
  }

  /** How often memory could not be had, since the start. */
  public long failures() {
    return failures.get();
  }

  /** Whether what only saves time is to be given up. */
  public boolean isShort() {
    return level.compareTo(MemoryLevel.CONSERVE) >= 0;
  }

  /** Whether nothing new is to be taken on. */
  public boolean isShedding() {
    return level.compareTo(MemoryLevel.SHED) >= 0;
  }

  /** Memory could not be had; the next measurement counts as {@link MemoryLevel#SHED} at least. */
  public void failed() {
    failures.incrementAndGet();
  }

  /**
   * Takes a measurement; always the same thread.
   *
   * @param used the share in use: 0 to 1
   * @param now {@link System#nanoTime()}
   * @return the level from now on
   */
  public MemoryLevel measured(double used, long now) {
    long failed = failures.get();
    if (failed != failuresSeen) {
      failuresSeen = failed;
      failedAt = now;
      failing = true;
    }
    failing = failing && now - failedAt < FAILURE_COUNTS_NANOS;
    share = used;
    level = level.next(failing ? Math.max(used, MemoryLevel.SHED.reachedAt()) : used);
    return level;
  }
}
