package io.github.httptunnel.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Says when operations are due, evenly and whatever becomes of them. A thread of its own, as
 * selectors know no time below a millisecond.
 */
final class Metronome implements AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Thread thread;

  private Metronome(Thread thread) {
    this.thread = thread;
  }

  /**
   * Begins at once.
   *
   * @param perSecond of all loops together, which get them in turn
   * @param window when it ends, so does this
   */
  static Metronome start(double perSecond, Window window, Loops<Pace> paces) {
    return new Metronome(
        Thread.ofPlatform()
            .name("metronome")
            .daemon()
            .start(() ->
                beat(
                    perSecond,
                    window,
                    (turn, due) -> paces.one(turn % paces.size(), pace -> pace.due(due)))));
  }

  /** Told that an operation is due. */
  @FunctionalInterface
  interface Beat {
    /**
     * It is due.
     *
     * @param turn which it is, from zero on
     * @param due when, on the clock of {@link System#nanoTime()}
     */
    void at(int turn, long due);
  }

  /** Calls back at even moments until the window is over, on this thread. */
  static void beat(double perSecond, Window window, Beat beat) {
    double interval = NANOS_PER_SECOND / perSecond;
    long before = Math.max(0, (long) ((window.begin() - System.nanoTime()) / interval));
    // Counted from the window's beginning, so that it holds as many as it should.
    long begin = window.begin() - (long) (before * interval);
    int turn = 0;
    for (long due = begin; isReached(due, window); due = begin + (long) (++turn * interval)) {
      beat.at(turn, due);
    }
  }

  /** Waits for a moment, unless it lies behind the window or this is closed. */
  private static boolean isReached(long moment, Window window) {
    rest(moment - System.nanoTime());
    return !window.isOver(moment) && !Thread.currentThread().isInterrupted();
  }

  /** Lets some time pass, or less if the thread is interrupted. */
  static void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Waits for the last, which comes when the window is over. */
  void await() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
