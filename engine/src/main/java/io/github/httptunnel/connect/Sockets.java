package io.github.httptunnel.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** Closing what may not even have been opened. */
final class Sockets {

  private Sockets() {}

  /**
   * Closes a channel in whatever state it is. Without a descriptor left Netty hands out a stand-in
   * that cannot be closed.
   */
  static void close(Channel channel) {
    if (channel.isOpen()) {
      ChannelFuture _ = channel.close();
    }
  }
}
