package io.github.httptunnel.server.assembly;

import io.github.httptunnel.transport.Transport;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The way from the last accepted connection to the last tunnel's end. Blocks its caller. */
final class Draining {

  private static final long ARRIVALS_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Clients that lose their tunnels come back: not all of them in the same moment. */
  private static final Duration SPREAD = Duration.ofSeconds(1);

  /** Resetting what is left takes no time, unless a loop is stuck. */
  private static final Duration LAST_RESETS = Duration.ofSeconds(1);

  private final Transport transport;
  private final List<Listener> listeners;

  /**
   * @param listeners that accept nothing any more
   */
  Draining(Transport transport, List<Listener> listeners) {
    this.transport = transport;
    this.listeners = listeners;
  }

  /** Waits for the last tunnel and ends those that outlive the deadline; how many these were. */
  int within(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    listeners.forEach(listener -> listener.assembly().drain());
    awaitArrivals(end);
    List<Future<Void>> drained =
        listeners.stream().map(listener -> listener.engine().drain()).toList();
    if (!areAll(drained, end)) {
      Duration spread = shorter(SPREAD, deadline);
      listeners.forEach(listener -> listener.engine().closeAll(spread));
      // a loop that is told to end closes its sockets before it does what it was told first
      areAll(drained, System.nanoTime() + spread.plus(LAST_RESETS).toNanos());
    }
    return listeners.stream().mapToInt(listener -> listener.engine().cutOff()).sum();
  }

  private void awaitArrivals(long end) {
    // what was accepted last is with its loop before anything that the loop is asked now
    transport
        .loops()
        .forEach(loop ->
            loop.submit(() -> {})
                .awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS));
    long now = System.nanoTime();
    LastArrivals arrivals = new LastArrivals(silent(), now);
    while (now - end < 0 && arrivals.mayCome(silent(), now)) {
      LockSupport.parkNanos(ARRIVALS_LOOK_NANOS);
      now = System.nanoTime();
    }
  }

  private int silent() {
    return listeners.stream().mapToInt(listener -> listener.assembly().silent()).sum();
  }

  private static boolean areAll(List<Future<Void>> drained, long end) {
    return drained.stream()
        .allMatch(all -> all.awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
