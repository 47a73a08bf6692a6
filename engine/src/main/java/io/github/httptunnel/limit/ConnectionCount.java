package io.github.httptunnel.limit;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections one listener has. Shared by all event loops, hence the atomic. */
public final class ConnectionCount {

  private final AtomicInteger open = new AtomicInteger();

  /** Those that are open now. */
  public int open() {
    return open.get();
  }

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }
}
