package io.github.httptunnel.server.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What is done when somebody first looks at the figures, as it would make every start slower. Two
 * who look at the same time wait for each other, hence the lock.
 */
final class FirstScrape {

  private @Nullable Runnable waiting;

  synchronized void prepare(Runnable action) {
    waiting = action;
  }

  synchronized void begin() {
    Runnable action = waiting;
    waiting = null;
    if (action != null) {
      action.run();
    }
  }
}
