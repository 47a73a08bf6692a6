package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reaches a target itself: looks its name up once, asks the access policy about each address, and
 * dials the very addresses that were allowed. No second look-up can lead elsewhere (DNS rebinding).
 */
public final class DirectConnector implements Connector {

  final Resolver resolver;
  final AddressOrder order;
  final AccessPolicy access;
  final ConnectPolicy policy;
  final Dialer dialer;

  /**
   * A connector without connections.
   *
   * @param dialer gives, for an event loop, a bootstrap with its group, channel class, options
   *     ({@code AUTO_READ} off) and some handler
   */
  public DirectConnector(
      Resolver resolver,
      AddressOrder order,
      AccessPolicy access,
      ConnectPolicy policy,
      Function<EventLoop, Bootstrap> dialer) {
    this.resolver = resolver;
    this.order = order;
    this.access = access;
    this.policy = policy;
    this.dialer = (address, loop) -> dialer.apply(loop).connect(address);
  }

  @Override
  public Future<ConnectResult> connect(TunnelRequest request, EventLoop loop) {
    return new DirectDial(this, request, loop).run();
  }
}
