package io.github.httptunnel.tunnel;

import io.netty.channel.EventLoop;

/**
 * Bandwidth that tunnels share: of the process, a listener, a client, a user. Thread-safe; must not
 * block.
 */
@FunctionalInterface
public interface Bandwidth {

  /** As much as the machine gives: nothing is shared out. */
  Bandwidth UNLIMITED = (_, _, _) -> Share.UNLIMITED;

  /**
   * The part that one direction of one tunnel has in it, to be closed when the tunnel ends.
   *
   * @param loop where the tunnel lives, and the caller is
   */
  Share share(TunnelRequest request, Direction direction, EventLoop loop);
}
