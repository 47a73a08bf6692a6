package io.github.httptunnel.server.assembly;

import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.connect.DnsSources;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The servers and hosts file as they are now: a machine that moves to another network gets another
 * {@code resolv.conf}. Read again on a virtual thread, at most every {@value #SECONDS} s and only
 * while somebody asks; event loops get the last snapshot, hence the atomics.
 */
final class CurrentDnsSources implements Supplier<DnsSources> {

  private static final int SECONDS = 15;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(SECONDS);

  private final Supplier<DnsSources> read;
  private final LongSupplier nanoTime;
  private final AtomicReference<DnsSources> snapshot;
  private final AtomicLong staleAt;

  /**
   * @param read may block
   */
  CurrentDnsSources(Supplier<DnsSources> read, LongSupplier nanoTime) {
    this.read = read;
    this.nanoTime = nanoTime;
    this.snapshot = new AtomicReference<>(read.get());
    this.staleAt = new AtomicLong(nanoTime.getAsLong() + PERIOD);
  }

  static CurrentDnsSources of(DnsPolicy policy) {
    return new CurrentDnsSources(() -> DnsSources.read(policy), System::nanoTime);
  }

  @Override
  public DnsSources get() {
    long now = nanoTime.getAsLong();
    long due = staleAt.get();
    if (now - due >= 0 && staleAt.compareAndSet(due, now + PERIOD)) {
      Thread.ofVirtual().start(this::refresh);
    }
    return snapshot.get();
  }

  private void refresh() {
    try {
      snapshot.set(read.get());
    } catch (UncheckedIOException | IllegalArgumentException _) {
      // a file that is being written or has gone: the last good snapshot stays
    }
  }
}
