package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * Remembers answers and asks once for all who want the same name at the same time.
 *
 * <p>Each event loop has a cache of its own, so nothing is locked; the bounds are shared out
 * evenly. An answer is kept for its time to live within the policy's bounds, "there is none" for
 * {@code negativeTtl}, and a failure of DNS itself for a second at most.
 */
public final class CachingResolver implements Resolver {

  /** Answers remembered by all loops together. */
  static final int MAX_ENTRIES = 10_000;

  /** Look-ups under way on all loops together; beyond it names are refused, never queued. */
  static final int MAX_PENDING = 1_024;

  private final PerLoop<LoopCache> caches;

  /**
   * A resolver with empty caches.
   *
   * @param lookup asked for what is not remembered
   * @param policy how long answers are kept
   * @param loops the number of event loops that will ask
   */
  public CachingResolver(NameLookup lookup, DnsPolicy policy, int loops) {
    int entries = Math.max(1, MAX_ENTRIES / loops);
    int pending = Math.max(1, MAX_PENDING / loops);
    this.caches = new PerLoop<>(loop -> new LoopCache(lookup, policy, loop, entries, pending));
  }

  @Override
  public Future<Resolution> resolve(Host.Name name, EventLoop loop) {
    return caches.of(loop).resolve(name);
  }
}
