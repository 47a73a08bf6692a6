package io.github.httptunnel.load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * When the workers of one loop begin their operations, and how long these took. Confined to that
 * {@link Loop}'s thread.
 *
 * <p>A time counts from the moment for which an operation was planned: a proxy that keeps all
 * workers waiting would else be asked less often while it is slow, and look better than it is.
 */
final class Pace {

  private static final long LONGEST_NANOS = 100_000_000_000_000L;
  private static final int DIGITS = 3;

  private final Window window;
  private final Timing timing;
  private final List<Worker> workers = new ArrayList<>();
  private final Deque<Worker> free = new ArrayDeque<>();
  private final Deque<Long> due = new ArrayDeque<>();
  private final Histogram times = new Histogram(LONGEST_NANOS, DIGITS);
  private long completed;

  /**
   * A pace.
   *
   * @param window what was planned for a moment in it counts
   * @param timing when operations begin; they are due when {@link #due} says
   */
  Pace(Window window, Timing timing) {
    this.window = window;
    this.timing = timing;
  }

  /** One more that works. */
  void add(Worker worker) throws IOException {
    workers.add(worker);
    next(worker, System.nanoTime());
  }

  /** An operation was planned for this moment. */
  void due(long moment) throws IOException {
    if (!free.isEmpty()) {
      begin(free.remove(), moment);
    } else if (timing == Timing.WHEN_DUE) {
      due.add(moment);
    }
  }

  /** The worker's operation is complete. */
  void done(Worker worker, long now) {
    worker.arrive();
    if (window.holds(worker.intended())) {
      times.recordValue(now - worker.intended());
      completed++;
    }
  }

  /** The worker can begin another. */
  void next(Worker worker, long now) throws IOException {
    if (window.isOver(now)) {
      return;
    }
    if (timing == Timing.IN_TURN) {
      begin(worker, now);
    } else if (due.isEmpty()) {
      free.add(worker);
    } else {
      begin(worker, due.remove());
    }
  }

  private static void begin(Worker worker, long moment) throws IOException {
    worker.leave(moment);
    worker.begin();
  }

  /** How many operations are under way. */
  long away() {
    return workers.stream().filter(Worker::isAway).count();
  }

  /**
   * What was found. What is not complete, or has not even begun, counts with the time that it has
   * taken by now: it is what waited longest.
   */
  Latencies latencies(long now) {
    List<Long> left = new ArrayList<>(due);
    workers.stream().filter(Worker::isAway).map(Worker::intended).forEach(left::add);
    left.removeIf(moment -> !window.holds(moment));
    left.forEach(moment -> times.recordValue(now - moment));
    return new Latencies(times, completed, left.size());
  }
}
