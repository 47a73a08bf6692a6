package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The answers one event loop remembers, and the look-ups it has under way. */
final class LoopCache {

  /** A server that failed may be well again at once, but need not be asked for every client. */
  private static final Duration FAILURE_TTL = Duration.ofSeconds(1);

  /** While an old answer serves, failed servers are asked no more often (RFC 8767 §5). */
  static final Duration STALE_REST = Duration.ofSeconds(30);

  /** A new answer is asked for in this last part of the old one's time, some sooner than others. */
  static final double LEAST_AHEAD = 0.05;

  static final double MOST_AHEAD = 0.15;

  private static final Resolution FULL =
      new Resolution.Failed(new Overloaded(Overloaded.Resource.DNS));

  private final NameLookup lookup;
  private final DnsPolicy policy;
  private final EventLoop loop;
  private final PendingLookups places;
  private final RandomGenerator random;
  private final CacheTally tally;
  private final Lru<Host.Name, CachedAnswer> answers;
  private final Map<Host.Name, SharedLookup> pending = new HashMap<>();

  LoopCache(
      NameLookup lookup,
      DnsPolicy policy,
      EventLoop loop,
      int maxEntries,
      PendingLookups places,
      RandomGenerator random,
      CacheTally tally) {
    this.lookup = lookup;
    this.policy = policy;
    this.loop = loop;
    this.places = places;
    this.random = random;
    this.tally = tally;
    this.answers = new Lru<>(maxEntries);
  }

  Future<Resolution> resolve(Host.Name name, SocketAddress client) {
    CachedAnswer known = recall(name);
    if (known == null) {
      return ask(name, client, null);
    }
    boolean inUse = known.use();
    if (!known.isDue(now())) {
      tally.hit();
      if (!known.isFresh(now())) {
        tally.stale(1);
      }
      return loop.newSucceededFuture(known.resolution());
    }
    if (!known.isFresh(now())) {
      return ask(name, client, known.resolution());
    }
    tally.hit();
    if (inUse && !pending.containsKey(name) && places.take(client)) {
      follow(name, client, start(name, client, known.resolution()));
      tally.refreshed();
    }
    return loop.newSucceededFuture(known.resolution());
  }

  /** How many answers are kept. */
  int size() {
    return answers.size();
  }

  private @Nullable CachedAnswer recall(Host.Name name) {
    CachedAnswer known = answers.get(name);
    if (known != null && !known.isUsable(now())) {
      answers.remove(name);
      return null;
    }
    return known;
  }

  private Future<Resolution> ask(
      Host.Name name, SocketAddress client, @Nullable Resolution fallback) {
    SharedLookup shared = pending.get(name);
    if (shared != null && !shared.abandoned()) {
      tally.joined();
      return shared.join();
    }
    if (!places.take(client)) {
      return noPlace(fallback);
    }
    tally.missed();
    SharedLookup started = start(name, client, fallback);
    Future<Resolution> waiter = started.join();
    follow(name, client, started);
    return waiter;
  }

  private Future<Resolution> noPlace(@Nullable Resolution fallback) {
    if (fallback == null) {
      tally.refused();
      return loop.newSucceededFuture(FULL);
    }
    tally.stale(1);
    return loop.newSucceededFuture(fallback);
  }

  private SharedLookup start(Host.Name name, SocketAddress client, @Nullable Resolution fallback) {
    try {
      return new SharedLookup(loop, lookup.lookUp(name, loop), fallback, tally);
    } catch (RuntimeException | Error fault) {
      places.give(client);
      throw fault;
    }
  }

  /** The answer may be there at once: whoever waits for it must be told of before. */
  private void follow(Host.Name name, SocketAddress client, SharedLookup shared) {
    tally.started();
    pending.put(name, shared);
    shared
        .asked()
        .addListener((Future<NameAnswer> asked) -> {
          tally.finished();
          places.give(client);
          pending.remove(name, shared);
          if (asked.isSuccess()) {
            remember(name, asked.getNow());
          }
          shared.finish();
        });
  }

  private void remember(Host.Name name, NameAnswer answer) {
    CachedAnswer known = recall(name);
    if (answer instanceof NameAnswer.Broken
        && known != null
        && known.resolution() instanceof Resolution.Found) {
      known.rest(now() + STALE_REST.toNanos());
      return;
    }
    Duration fresh = lifetime(answer);
    if (fresh.isPositive()) {
      boolean found = answer instanceof NameAnswer.Found;
      Duration stale = found && policy.serveStale() != null ? policy.serveStale() : Duration.ZERO;
      Duration ahead = found ? ahead(fresh) : Duration.ZERO;
      answers.put(name, new CachedAnswer(answer.resolution(), now(), fresh, ahead, stale));
    }
  }

  private Duration ahead(Duration fresh) {
    return Duration.ofNanos((long) (fresh.toNanos() * random.nextDouble(LEAST_AHEAD, MOST_AHEAD)));
  }

  private Duration lifetime(NameAnswer answer) {
    return switch (answer) {
      case NameAnswer.Found found ->
          least(most(found.ttl(), policy.cacheTtlMin()), policy.cacheTtlMax());
      case NameAnswer.Absent _ -> policy.negativeTtl();
      case NameAnswer.Broken _ -> least(policy.negativeTtl(), FAILURE_TTL);
    };
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration most(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
