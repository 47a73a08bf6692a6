package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** A protocol that a client may speak. Stateless; shared between connections and threads. */
public interface Negotiator {

  /** The name for records and metrics, of a small fixed set. */
  String name();

  /**
   * Puts the protocol on a client's channel. {@code AUTO_READ} is off; the handlers ask for what
   * they need, see ends of streams as {@link EndOfStream} events, and write {@link EndOfStream} to
   * finish.
   */
  void install(Channel client, ClientInfo info, TunnelSink sink);

  /**
   * Says no to a client before anything of it is read, instead of {@link #install}, and closes
   * soon, whatever the client does. A protocol without words for that resets.
   */
  default void turnAway(Channel client, Refusal refusal) {
    client.config().setOption(ChannelOption.SO_LINGER, 0);
    client.close();
  }
}
