package io.github.httptunnel.tunnel;

import io.netty.channel.ChannelHandler;

/**
 * A handler that passes bytes between its channel and a plain TCP socket as they are, and writes an
 * {@link EndOfStream} as a FIN. A channel that has no other handlers is worth no more than its
 * socket: a relay may take that and let the channel go.
 */
public interface SocketEdge extends ChannelHandler {

  /**
   * The place that the socket takes up. It is released when the channel closes; whoever takes the
   * socket releases it when closing that.
   */
  Permit place();
}
