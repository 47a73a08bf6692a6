package io.github.httptunnel.server.explain;

import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DirectConnector;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.connect.Resolver;
import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The engine with its own connector, whose every dial fails: what it refuses before that, rules
 * refused.
 */
final class LiveDecisions {

  private final EventLoop loop;
  private final Resolver resolver;
  private final AtomicReference<TunnelStats> last = new AtomicReference<>();

  LiveDecisions(EventLoop loop, Resolver resolver) {
    this.loop = loop;
    this.resolver = resolver;
  }

  /** How the request ended. */
  TunnelStats end(ListenerView view, TunnelRequest request) {
    DirectConnector connector =
        new DirectConnector(
            resolver,
            new AddressOrder(DnsPolicy.Prefer.AUTO),
            view.rules(),
            ConnectPolicy.within(Duration.ofSeconds(10)),
            on ->
                new Bootstrap()
                    .group(on)
                    .channel(LocalChannel.class)
                    .handler(new ChannelInboundHandlerAdapter()));
    Regime regime =
        new Regime(
            view.rules(), connector, _ -> new Admission.Admitted(() -> {}), RelayRules.defaults());
    TunnelEngine engine =
        new TunnelEngine(
            () -> regime,
            new Relays(Bandwidth.UNLIMITED, RelayEngine.CHANNEL, client -> client),
            new Reporter(this::on, Ticker.systemTicker(), InstantSource.system()));
    Asking asking = new Asking(request, loop);
    loop.execute(() -> engine.open(asking));
    asking.refused.awaitUninterruptibly();
    return last.get();
  }

  private void on(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed(TunnelStats stats)) {
      last.set(stats);
    }
  }

  /** A request that waits to be refused. */
  private static final class Asking implements Negotiation {

    private final TunnelRequest request;
    private final Channel client = new LocalChannel();
    private final Promise<Void> abandoned;
    private final Promise<Refusal> refused;

    Asking(TunnelRequest request, EventLoop loop) {
      this.request = request;
      this.abandoned = loop.newPromise();
      this.refused = loop.newPromise();
      loop.register(client).syncUninterruptibly();
    }

    @Override
    public TunnelRequest request() {
      return request;
    }

    @Override
    public Channel client() {
      return client;
    }

    @Override
    public Duration negotiated() {
      return Duration.ZERO;
    }

    @Override
    public Future<Void> abandoned() {
      return abandoned;
    }

    @Override
    public Future<Void> accept() {
      throw new AssertionError("nothing was reached");
    }

    @Override
    public void refuse(Refusal refusal) {
      client.close();
      refused.setSuccess(refusal);
    }
  }
}
