package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.Target;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections to targets that wait for the next request: of one client connection, or, if the
 * operator wants it so, of any on the same event loop. Confined to that.
 */
final class KeptTargets {

  private final int most;
  private final Duration idleTimeout;
  private final List<Kept> kept = new ArrayList<>();

  KeptTargets(int most, Duration idleTimeout) {
    this.most = most;
    this.idleTimeout = idleTimeout;
  }

  static KeptTargets under(ExchangePolicy policy) {
    return new KeptTargets(policy.targetConnections(), policy.targetIdleTimeout());
  }

  /**
   * An idle connection.
   *
   * @param address which of the target's addresses it leads to; absent when somebody else chose it
   */
  record Kept(Target target, @Nullable InetAddress address, Channel channel, Future<?> expiry) {}

  /** Keeps a connection, or closes it if there are enough. */
  void keep(Target target, @Nullable InetAddress address, Channel channel) {
    if (kept.size() >= most || !channel.isActive()) {
      channel.close();
      return;
    }
    Future<?> expiry =
        channel
            .eventLoop()
            .schedule(() -> channel.close(), idleTimeout.toNanos(), TimeUnit.NANOSECONDS);
    kept.add(new Kept(target, address, channel, expiry));
    // its end, or an answer that nobody asked for, is to be noticed
    channel.read();
  }

  /** The connection to the target that was used last, if there is one. */
  @Nullable Kept take(Target target) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).target().equals(target)) {
        return remove(i);
      }
    }
    return null;
  }

  /** Forgets a connection that is gone. */
  void forget(Channel channel) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).channel().equals(channel)) {
        remove(i);
      }
    }
  }

  /** Closes all. */
  void close() {
    while (!kept.isEmpty()) {
      remove(kept.size() - 1).channel().close();
    }
  }

  private Kept remove(int index) {
    Kept removed = kept.remove(index);
    removed.expiry().cancel(false);
    return removed;
  }
}
