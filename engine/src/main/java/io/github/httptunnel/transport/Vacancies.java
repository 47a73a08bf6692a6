package io.github.httptunnel.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Those who wait for a connection to end because there is no room for another. Thread-safe. */
public final class Vacancies {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Runs the action once, after the next connection's end, on the thread that ended it. */
  void whenNext(Runnable action) {
    waiting.add(action);
  }

  /** A connection has ended. */
  public void announce() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
