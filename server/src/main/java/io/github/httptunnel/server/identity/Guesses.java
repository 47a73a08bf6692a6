package io.github.httptunnel.server.identity;

import io.github.httptunnel.limit.ClientNetwork;
import java.util.concurrent.TimeUnit;

/**
 * How many wrong passwords a network may still try: {@value #BURST} at once, then one every five
 * seconds. Not thread-safe.
 */
final class Guesses {

  static final int BURST = 20;
  static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int MOST_NETWORKS = 10_000;

  private final Bounded<ClientNetwork, Allowance> networks = new Bounded<>(MOST_NETWORKS);

  /**
   * What a network has left.
   *
   * @param full when it will have everything again, in nanoseconds
   */
  private record Allowance(long full) {}

  /** Whether a network may try no more for now. */
  boolean areSpent(ClientNetwork network, long now) {
    return full(network, now) - now > (BURST - 1) * REFILL_NANOS;
  }

  /** Another was wrong; it may have been under way when there were too many already. */
  void count(ClientNetwork network, long now) {
    long left = Math.min(full(network, now) - now + REFILL_NANOS, BURST * REFILL_NANOS);
    networks.put(network, new Allowance(now + left));
  }

  private long full(ClientNetwork network, long now) {
    Allowance left = networks.get(network);
    return left == null || left.full() - now < 0 ? now : left.full();
  }
}
