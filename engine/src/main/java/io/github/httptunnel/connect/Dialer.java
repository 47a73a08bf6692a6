package io.github.httptunnel.connect;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** Starts connections. */
@FunctionalInterface
interface Dialer {

  /**
   * Starts one. The channel behind the future exists at once, and closing it ends the attempt in
   * whatever state it is.
   */
  ChannelFuture dial(InetSocketAddress address, EventLoop loop);
}
