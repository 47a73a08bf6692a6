package io.github.httptunnel.server.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the figures of the last fifteen minutes, a sample every five seconds whether or not
 * somebody looks: whoever opens the dashboard wants to know what was before. Names nobody. Sampled
 * by a thread of its own and read by any, hence the lock.
 */
final class History implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  static final Duration PERIOD = Duration.ofSeconds(5);

  /** So far back. */
  static final Duration KEPT = Duration.ofMinutes(15);

  private final Supplier<Moment> source;
  private final LongSupplier nanoTime;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Thread thread = Thread.ofVirtual().name("history").unstarted(this::keep);
  private Moment last = Moment.START;
  private long lastNanos;

  /**
   * Of a program that has just started.
   *
   * @param source what is so now
   */
  History(Supplier<Moment> source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  /**
   * What happened between two looks.
   *
   * @param nanos when it was over
   * @param downstreamRate bytes to clients a second
   * @param upstreamRate bytes to targets a second
   * @param tunnels requests and tunnels under way at the end
   * @param requests that came, a minute; connections that were turned away included
   * @param refused of them, a minute
   * @param connect how long connecting took of late; absent if nobody connected
   * @param handshake how long TLS handshakes took of late; absent if there were none
   */
  record Sample(
      long nanos,
      long downstreamRate,
      long upstreamRate,
      int tunnels,
      long requests,
      long refused,
      @Nullable Quantiles connect,
      @Nullable Quantiles handshake) {}

  /** Begins to remember. */
  void start() {
    thread.start();
  }

  private void keep() {
    while (true) {
      LockSupport.parkNanos(PERIOD.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        sample();
      } catch (OutOfMemoryError exhausted) {
        // the next one tells of this time too
      } catch (RuntimeException fault) {
        LOG.error("Fault of this program in the history of the dashboard", fault);
      }
    }
  }

  /** Takes a sample now. */
  void sample() {
    Moment now = source.get();
    remember(now, nanoTime.getAsLong());
  }

  private synchronized void remember(Moment now, long nanos) {
    double seconds = Math.max(nanos - lastNanos, 1) / 1e9;
    samples.addLast(
        new Sample(
            nanos,
            rate(now.downstreamBytes() - last.downstreamBytes(), seconds),
            rate(now.upstreamBytes() - last.upstreamBytes(), seconds),
            now.tunnels(),
            rate(now.requests() - last.requests(), seconds / 60),
            rate(now.refused() - last.refused(), seconds / 60),
            now.connect(),
            now.handshake()));
    last = now;
    lastNanos = nanos;
    forget(nanos);
  }

  /** What is read one after the other may miss a request that ends in between. */
  private static long rate(long count, double units) {
    return Math.max(0, Math.round(count / units));
  }

  private void forget(long nanos) {
    while (!samples.isEmpty() && nanos - samples.getFirst().nanos() > KEPT.toNanos()) {
      samples.removeFirst();
    }
  }

  /** All there are, the oldest first. */
  synchronized List<Sample> samples() {
    forget(nanoTime.getAsLong());
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
