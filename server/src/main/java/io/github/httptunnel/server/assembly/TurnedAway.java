package io.github.httptunnel.server.assembly;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Counts the connections a listener does not serve, with one log line a second at most: a scan must
 * not fill the log. Thread-safe, hence the atomics.
 */
final class TurnedAway {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final String listener;
  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicLong unreported = new AtomicLong();
  private final AtomicLong quietUntil;

  TurnedAway(String listener, Logger log, LongSupplier nanoTime) {
    this.listener = listener;
    this.log = log;
    this.nanoTime = nanoTime;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  void count() {
    unreported.incrementAndGet();
    long now = nanoTime.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PERIOD)) {
      log.warn(
          "Listener {}: {} connections from clients it does not serve were closed"
              + " (see from: and --allow-clients)",
          listener,
          unreported.getAndSet(0));
    }
  }
}
