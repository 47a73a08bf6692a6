package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Host;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many dials may wait for an answer at once. The bound follows what the network takes: each
 * quick answer adds one, and a second in which more dials than not have waited in vain takes away
 * half of what waits. No target may have more than a part of the places, so that one that never
 * answers leaves some to the others.
 *
 * <p>Thread-safe: a dial costs far more than the lock.
 */
public final class ConnectCap {

  /** It never gets lower, if descriptors allow so many. */
  static final int FLOOR = 64;

  /** One target may have one place of so many. */
  static final int SHARES = 4;

  /** So few may wait in vain without any consequence: some target is always down. */
  static final int SLOW_TOLERATED = 15;

  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final double REMAINS = 0.5;

  /** How a dial went. */
  enum Answer {
    /** There was one, yes or no, soon. */
    QUICK,
    /** There was none for long. */
    SLOW,
    /** It says nothing about the network. */
    NEITHER
  }

  private final int ceiling;
  private final int floor;
  private final Map<Host, Integer> pendingByTarget = new HashMap<>();
  private int pending;
  private int cap;
  private int quick;
  private int slow;
  private long periodEnds;

  /**
   * A cap at its highest.
   *
   * @param ceiling the highest it can be, 1 or more
   * @param now nanoseconds of the clock that all calls use
   */
  public ConnectCap(int ceiling, long now) {
    this.ceiling = ceiling;
    this.floor = Math.min(FLOOR, ceiling);
    this.cap = ceiling;
    this.periodEnds = now + PERIOD_NANOS;
  }

  /** How many dials may wait now. */
  public synchronized int cap() {
    return cap;
  }

  /** How many dials wait. */
  public synchronized int pending() {
    return pending;
  }

  /** Takes a place for a dial, if there is one; it is to be {@linkplain #give given back} once. */
  synchronized boolean take(Host target) {
    int waiting = pendingByTarget.getOrDefault(target, 0);
    if (pending >= cap || waiting >= Math.max(cap / SHARES, 1)) {
      return false;
    }
    pending++;
    pendingByTarget.put(target, waiting + 1);
    return true;
  }

  /** Gives a place back. */
  synchronized void give(Host target, Answer answer, long now) {
    switch (answer) {
      case QUICK -> {
        quick++;
        cap = Math.min(cap + 1, ceiling);
      }
      case SLOW -> slow++;
      case NEITHER -> {}
    }
    if (now - periodEnds >= 0) {
      endPeriod(now);
    }
    pending--;
    pendingByTarget.computeIfPresent(target, (_, waiting) -> waiting == 1 ? null : waiting - 1);
  }

  private void endPeriod(long now) {
    if (slow > SLOW_TOLERATED && slow > quick) {
      cap = Math.max((int) (REMAINS * Math.min(pending, cap)), floor);
    }
    quick = 0;
    slow = 0;
    periodEnds = now + PERIOD_NANOS;
  }
}
