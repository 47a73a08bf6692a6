package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;

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
}
