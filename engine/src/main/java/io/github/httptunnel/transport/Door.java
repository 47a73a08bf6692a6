package io.github.httptunnel.transport;

import io.netty.channel.Channel;

/** Decides about connections where they are accepted. Used on the event loop that accepts. */
@FunctionalInterface
public interface Door {

  /**
   * Whether a connection is to be served; what is not is reset.
   *
   * @param waited for how many nanoseconds the one has waited whose turn is next; 0: nobody waits
   */
  boolean admits(Channel accepted, long waited);
}
