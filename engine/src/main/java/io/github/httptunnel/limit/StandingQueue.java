package io.github.httptunnel.limit;

import java.util.concurrent.TimeUnit;

/**
 * Tells a queue that stays from one that a burst has left and that will be gone in a moment (RFC
 * 8289 §3): it stands when nobody has waited for less than the {@linkplain #TARGET_NANOS target}
 * for a whole {@linkplain #INTERVAL_NANOS interval}. Then more come than can be served, and all
 * would wait for ever longer: those who have waited too long are turned away, and the others are
 * served in time. Confined to one event loop; times are those of {@link System#nanoTime()}.
 */
public final class StandingQueue {

  /**
   * What one may wait while the queue stands. Sixty-four clients that each asked again when they
   * had been served kept a slow and cold process's queue above 100 ms, and nobody would have gained
   * if some had been turned away.
   */
  public static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long a burst, or a pause of the process, may take to be worked off. */
  public static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /**
   * For how long after the first nobody is turned away: those who waited while this process was
   * started have waited for it, and code that has not been compiled yet takes its time.
   */
  public static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private boolean begun;
  private long begunAt;
  private boolean late;
  private long lateSince;
  private long leftAt;

  /**
   * One leaves the queue.
   *
   * @param waited in nanoseconds
   * @return whether to turn it away
   */
  public boolean isTooLate(long waited, long now) {
    if (!begun) {
      begun = true;
      begunAt = now;
    }
    // whoever came after the one before had left has found nobody
    boolean wasEmpty = now - waited - leftAt > 0;
    leftAt = now;
    if (waited < TARGET_NANOS || now - begunAt < GRACE_NANOS) {
      late = false;
      return false;
    }
    if (!late || wasEmpty) {
      late = true;
      lateSince = now;
    }
    return now - lateSince >= INTERVAL_NANOS;
  }
}
