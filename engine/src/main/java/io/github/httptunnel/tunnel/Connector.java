package io.github.httptunnel.tunnel;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** A way to reach targets. */
@FunctionalInterface
public interface Connector {

  /**
   * Dials the target. To be called on the event loop.
   *
   * <p>The future completes on that loop, always successfully unless cancelled: a target that
   * cannot be reached is a {@link ConnectResult.Failed}. Cancelling it leaves no attempt behind; a
   * connection that completes at the same moment is closed by the connector.
   */
  Future<ConnectResult> connect(TunnelRequest request, EventLoop loop);
}
