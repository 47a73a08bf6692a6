package io.github.httptunnel.connect;

import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The places for look-ups that are under way, so that whoever asks for names that nobody answers
 * takes up his own only. All event loops share them, as a client's connections are on all of them;
 * hence the atomics. Asked only when the cache has no answer.
 */
final class PendingLookups {

  private final int most;
  private final int mostOfOne;
  private final Function<SocketAddress, ?> clientOf;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentMap<Object, Integer> byClient = new ConcurrentHashMap<>();

  /**
   * @param clientOf what counts as one client; compared with {@code equals}
   */
  PendingLookups(int most, int mostOfOne, Function<SocketAddress, ?> clientOf) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.clientOf = clientOf;
  }

  /** Takes a place; false if there is none. */
  boolean take(SocketAddress client) {
    Object key = clientOf.apply(client);
    if (all.incrementAndGet() <= most) {
      if (byClient.merge(key, 1, Integer::sum) <= mostOfOne) {
        return true;
      }
      leave(key);
    }
    all.decrementAndGet();
    return false;
  }

  /** Gives a place back. */
  void give(SocketAddress client) {
    leave(clientOf.apply(client));
    all.decrementAndGet();
  }

  private void leave(Object key) {
    byClient.computeIfPresent(key, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }
}
