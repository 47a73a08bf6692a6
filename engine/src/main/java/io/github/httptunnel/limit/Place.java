package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Permit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place that is given back once, however often it is released: a second release must not give
 * away what somebody else still holds. Thread-safe, hence the atomic.
 */
final class Place implements Permit {

  private final Runnable given;
  private final Runnable again;
  private final AtomicBoolean held = new AtomicBoolean(true);

  /** A place of which it does not matter how often it is released. */
  Place(Runnable given) {
    this(given, () -> {});
  }

  /**
   * @param given run when it is given back
   * @param again run for each release after that
   */
  Place(Runnable given, Runnable again) {
    this.given = given;
    this.again = again;
  }

  @Override
  public void release() {
    if (held.compareAndSet(true, false)) {
      given.run();
    } else {
      again.run();
    }
  }
}
