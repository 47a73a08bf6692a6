package io.github.httptunnel.limit;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * How fast one event loop answers. One thread looks at regular times and asks now and then; the
 * loop answers. Time in which the asking thread did not run itself (a collection, a stopped or
 * suspended process) is no fault of the loop's and counts as one look at most.
 *
 * <p>Times are those of {@link System#nanoTime()}. The answer comes from the loop's thread and the
 * figures are read by any, hence the volatile fields; all else is the asking thread's.
 */
public final class LoopPulse {

  /** The distance between two looks. */
  public static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A loop that was quick the last time is asked this often: an idle one must cost nothing. */
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A loop that took longer than that is busy, and is asked at each look. */
  static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** A loop that takes longer than that, for {@link #LAGS_FOR_NANOS}, lags. */
  static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long it must have been slow. */
  static final long LAGS_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The part of a new figure in the smoothed one. */
  private static final double NEW = 0.3;

  private final LongConsumer answers;
  private volatile boolean answered;
  private volatile long answeredAt;
  private volatile long smoothed;
  private volatile boolean lags;
  private boolean asked;
  private long askedAt;
  private long excused;
  private long silent;
  private long slowSince;
  private boolean slow;
  private long lookedAt;

  /**
   * A loop that is quick so far.
   *
   * @param now before the first look
   * @param answers told how many nanoseconds each answer took, by the asking thread
   */
  public LoopPulse(long now, LongConsumer answers) {
    this.answers = answers;
    this.lookedAt = now;
    this.askedAt = now - REST_NANOS;
  }

  /**
   * Looks.
   *
   * @return whether the loop is to be asked now, that is to run {@link #answer}
   */
  public boolean look(long now) {
    long gap = now - lookedAt;
    lookedAt = now;
    if (asked) {
      long counted = Math.min(gap, 2 * LOOK_NANOS);
      excused += gap - counted;
      silent += counted;
      if (answered) {
        long lag = Math.max(answeredAt - askedAt - excused, 0);
        answers.accept(lag);
        take(lag, now);
        asked = false;
        silent = 0;
      } else if (silent > smoothed) {
        take(silent, now);
      }
    }
    if (asked || now - askedAt < (smoothed > QUICK_NANOS ? LOOK_NANOS : REST_NANOS)) {
      return false;
    }
    asked = true;
    answered = false;
    askedAt = now;
    excused = 0;
    return true;
  }

  /** The loop answers. */
  public void answer(long now) {
    answeredAt = now;
    answered = true;
  }

  /** How long the loop takes to get to a task, in nanoseconds, smoothed. */
  public long lag() {
    return smoothed;
  }

  /** Whether it has been slow for long enough to let it take no more work. */
  public boolean lags() {
    return lags;
  }

  /** For how many nanoseconds it has not answered. */
  public long silent() {
    return silent;
  }

  private void take(long lag, long now) {
    long smooth = Math.round(NEW * lag + (1 - NEW) * smoothed);
    smoothed = smooth;
    if (smooth >= LAG_NANOS) {
      slowSince = slow ? slowSince : now;
      slow = true;
    } else if (smooth < LAG_NANOS / 2) {
      slow = false;
    }
    lags = slow && now - slowSince >= LAGS_FOR_NANOS;
  }
}
