package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;

/** Turns names into addresses. Safe to share between event loops. */
@FunctionalInterface
public interface Resolver {

  /**
   * Looks a name up. To be called on the event loop, where the future completes too.
   *
   * <p>The future always succeeds unless it is cancelled: a name that leads nowhere is a {@link
   * Resolution.Failed}. A failed future is a fault of this program. Cancelling it affects nobody
   * else who waits for the same name.
   *
   * @param client who wants to know: look-ups that are under way are bounded for each
   */
  Future<Resolution> resolve(Host.Name name, SocketAddress client, EventLoop loop);
}
