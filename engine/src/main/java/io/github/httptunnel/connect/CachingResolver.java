package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Remembers answers and asks once for all who want the same name at the same time.
 *
 * <p>Each event loop has a cache of its own, so nothing is locked, and a name is asked for once by
 * each loop that needs it; the bound of answers is shared out evenly. An answer is kept for its
 * time to live within the policy's bounds, "there is none" for {@code negativeTtl}, and a failure
 * of DNS itself for a second at most. Addresses that are in use are asked for again shortly before
 * their time is over, and serve for {@code serveStale} beyond it while no server gives new ones
 * (RFC 8767).
 */
public final class CachingResolver implements Resolver {

  /** Answers remembered by all loops together. */
  static final int MAX_ENTRIES = 10_000;

  /** Look-ups under way on all loops together; beyond it names are refused, never queued. */
  static final int MAX_PENDING = 1_024;

  /** Those of one client. */
  static final int MAX_PENDING_OF_ONE = 64;

  private final CacheTally tally = new CacheTally();
  private final PerLoop<LoopCache> caches;

  /**
   * A resolver with empty caches.
   *
   * @param lookup asked for what is not remembered
   * @param policy how long answers are kept
   * @param loops the number of event loops that will ask
   * @param clientOf what counts as one client; compared with {@code equals}, on any loop
   */
  public CachingResolver(
      NameLookup lookup, DnsPolicy policy, int loops, Function<SocketAddress, ?> clientOf) {
    int entries = Math.max(1, MAX_ENTRIES / loops);
    PendingLookups places = new PendingLookups(MAX_PENDING, MAX_PENDING_OF_ONE, clientOf);
    this.caches =
        new PerLoop<>(loop ->
            new LoopCache(lookup, policy, loop, entries, places, new SplittableRandom(), tally));
  }

  /** What became of the names so far. Any thread. */
  public CacheStats stats() {
    return tally.stats();
  }

  @Override
  public Future<Resolution> resolve(Host.Name name, SocketAddress client, EventLoop loop) {
    return caches.of(loop).resolve(name, client);
  }

  /** How many answers the loop remembers; to be called on it. */
  public int remembered(EventLoop loop) {
    return caches.of(loop).size();
  }
}
