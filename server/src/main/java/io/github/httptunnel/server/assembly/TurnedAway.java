package io.github.httptunnel.server.assembly;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Counts the connections a listener does not serve and reports them once a second at most: a scan
 * must not fill the log. Thread-safe, hence the atomics.
 */
final class TurnedAway {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final LongConsumer report;
  private final LongSupplier nanoTime;
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong unreported = new AtomicLong();
  private final AtomicLong quietUntil;

  /**
   * @param report told how many there were since the last report
   */
  TurnedAway(LongConsumer report, LongSupplier nanoTime) {
    this.report = report;
    this.nanoTime = nanoTime;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /** How many there were since the start. */
  long total() {
    return total.get();
  }

  void count() {
    total.incrementAndGet();
    unreported.incrementAndGet();
    long now = nanoTime.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PERIOD)) {
      report.accept(unreported.getAndSet(0));
    }
  }
}
