package io.github.httptunnel.load;

import java.io.IOException;

/** Does one operation after another, when its {@link Pace} says. Confined to one thread. */
abstract class Worker {

  private long intended;
  private boolean away;

  /** Begins an operation; later tells the pace that it is done, and that there may be another. */
  abstract void begin() throws IOException;

  /** An operation is under way. */
  final void leave(long moment) {
    intended = moment;
    away = true;
  }

  /** It no longer is. */
  final void arrive() {
    away = false;
  }

  final boolean isAway() {
    return away;
  }

  /** When the operation that is under way was to begin, by {@link System#nanoTime}. */
  final long intended() {
    return intended;
  }
}
