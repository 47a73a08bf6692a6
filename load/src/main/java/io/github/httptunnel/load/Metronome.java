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
        Thread.ofPlatform().name("metronome").daemon().start(() -> run(perSecond, window, paces)));
  }

  private static void run(double perSecond, Window window, Loops<Pace> paces) {
    double interval = NANOS_PER_SECOND / perSecond;
    long before = Math.max(0, (long) ((window.begin() - System.nanoTime()) / interval));
    // Counted from the window's beginning, so that it holds as many as it should.
    for (long i = -before; isReached(window.begin() + (long) (i * interval), window); i++) {
      long due = window.begin() + (long) (i * interval);
      paces.one(Math.floorMod(i, paces.size()), pace -> pace.due(due));
    }
  }

  /** Waits for a moment, unless it lies behind the window or this is closed. */
  private static boolean isReached(long moment, Window window) {
    while (System.nanoTime() - moment < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(moment - System.nanoTime());
    }
    return !window.isOver(moment) && !Thread.currentThread().isInterrupted();
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
