package io.github.httptunnel.tunnel;

import io.netty.channel.ChannelHandler;

/**
 * A handler that passes bytes between its channel and a plain TCP socket as they are, and writes an
 * {@link EndOfStream} as a FIN. A channel that has no other handlers is worth no more than its
 * socket: a relay may take that and let the channel go.
 */
public interface SocketEdge extends ChannelHandler {}
