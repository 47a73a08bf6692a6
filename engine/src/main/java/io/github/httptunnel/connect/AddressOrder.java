package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.List;

/**
 * In which order the addresses of a name are dialled (RFC 8305 §4): the families take turns, and
 * what worked the last time goes first. Each event loop learns for itself.
 */
public final class AddressOrder {

  /** Names whose last good address is remembered, on each loop. */
  static final int MAX_NAMES = 1_000;

  private final PerLoop<LoopOrder> orders;

  /**
   * An order without experience.
   *
   * @param prefer the family that is dialled first
   */
  public AddressOrder(DnsPolicy.Prefer prefer) {
    this.orders = new PerLoop<>(loop -> new LoopOrder(prefer, loop.ticker(), MAX_NAMES));
  }

  /** The same addresses, best first. To be called on the event loop. */
  public List<InetAddress> arrange(Host.Name name, List<InetAddress> addresses, EventLoop loop) {
    return orders.of(loop).arrange(name, addresses);
  }

  /** Learns that of all these addresses this one answered first. */
  void learn(Host.Name name, List<InetAddress> addresses, InetAddress winner, EventLoop loop) {
    orders.of(loop).learn(name, addresses, winner);
  }
}
