package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers one event loop remembers, and the look-ups it has under way. */
final class LoopCache {

  /** A server that failed may be well again at once, but need not be asked for every client. */
  private static final Duration FAILURE_TTL = Duration.ofSeconds(1);

  private final NameLookup lookup;
  private final DnsPolicy policy;
  private final EventLoop loop;
  private final int maxPending;
  private final Lru<Host.Name, Remembered> answers;
  private final Map<Host.Name, SharedLookup> pending = new HashMap<>();

  LoopCache(NameLookup lookup, DnsPolicy policy, EventLoop loop, int maxEntries, int maxPending) {
    this.lookup = lookup;
    this.policy = policy;
    this.loop = loop;
    this.maxPending = maxPending;
    this.answers = new Lru<>(maxEntries);
  }

  Future<Resolution> resolve(Host.Name name) {
    Resolution known = recall(name);
    if (known != null) {
      return loop.newSucceededFuture(known);
    }
    SharedLookup shared = pending.get(name);
    if (shared != null && !shared.abandoned()) {
      return shared.join();
    }
    if (pending.size() >= maxPending) {
      return loop.newSucceededFuture(
          new Resolution.Failed(new Unresolvable(Unresolvable.Answer.SERVER_FAILURE)));
    }
    return start(name);
  }

  private @Nullable Resolution recall(Host.Name name) {
    Remembered remembered = answers.get(name);
    if (remembered == null) {
      return null;
    }
    if (remembered.expires() - loop.ticker().nanoTime() > 0) {
      return remembered.resolution();
    }
    answers.remove(name);
    return null;
  }

  private Future<Resolution> start(Host.Name name) {
    Future<NameAnswer> asked = lookup.lookUp(name, loop);
    SharedLookup shared = new SharedLookup(loop, asked);
    Promise<Resolution> first = shared.join();
    pending.put(name, shared);
    asked.addListener(_ -> {
      pending.remove(name, shared);
      if (asked.isSuccess()) {
        remember(name, asked.getNow());
      }
      shared.finish();
    });
    return first;
  }

  private void remember(Host.Name name, NameAnswer answer) {
    Duration ttl = lifetime(answer);
    if (ttl.isPositive()) {
      long expires = loop.ticker().nanoTime() + ttl.toNanos();
      answers.put(name, new Remembered(answer.resolution(), expires));
    }
  }

  private Duration lifetime(NameAnswer answer) {
    return switch (answer) {
      case NameAnswer.Found found ->
          least(most(found.ttl(), policy.cacheTtlMin()), policy.cacheTtlMax());
      case NameAnswer.Absent _ -> policy.negativeTtl();
      case NameAnswer.Broken _ -> least(policy.negativeTtl(), FAILURE_TTL);
    };
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration most(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private record Remembered(Resolution resolution, long expires) {}
}
