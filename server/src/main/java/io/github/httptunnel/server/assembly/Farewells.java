package io.github.httptunnel.server.assembly;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many connections that are turned away may be answered, in the whole process. At once, as each
 * stays for as long as its client needs to read the answer, and takes a descriptor that nobody has
 * counted; and in a second, as an answer costs an event loop and a pipeline that a reset does
 * without. In a flood the rest are reset. Thread-safe, hence the atomics.
 */
final class Farewells {

  /** Half of the descriptors that clients and targets leave alone. */
  private static final int MOST = 64;

  /** Where there are few descriptors, few of them. */
  private static final int CLIENTS_FOR_ONE = 8;

  private static final long ONE_EACH_NANOS = TimeUnit.SECONDS.toNanos(1) / 256;

  /** After a quiet time so many more. */
  private static final int SPARED = MOST;

  private final int most;
  private final LongSupplier nanoTime;
  private final AtomicLong nextAt;
  private final AtomicInteger live = new AtomicInteger();

  /**
   * @param clients how many connections of clients there may be
   */
  Farewells(int clients, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextAt = new AtomicLong(nanoTime.getAsLong() - SPARED * ONE_EACH_NANOS);
    this.most = Math.clamp(clients / CLIENTS_FOR_ONE, 1, MOST);
  }

  /** Whether this connection may be answered; if so it counts until it is closed. */
  boolean begin(Channel channel) {
    if (live.incrementAndGet() > most || !isTime(nanoTime.getAsLong())) {
      live.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(_ -> live.decrementAndGet());
    return true;
  }

  private boolean isTime(long now) {
    long next = nextAt.get();
    long due = Math.max(next, now - SPARED * ONE_EACH_NANOS);
    // one of two that come at once is not answered, and that is all
    return now - due >= 0 && nextAt.compareAndSet(next, due + ONE_EACH_NANOS);
  }

  int live() {
    return live.get();
  }
}
