package io.github.httptunnel.server.api;

import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;

/**
 * A request of a client that waits as long as it must.
 *
 * @param client on whose event loop the request is; many may have the same
 */
record Waiting(TunnelRequest request, Channel client) implements Negotiation {

  @Override
  public Duration negotiated() {
    return Duration.ZERO;
  }

  @Override
  public Future<Void> abandoned() {
    return client.eventLoop().newPromise();
  }

  @Override
  public Future<Void> accept() {
    return client.eventLoop().newSucceededFuture(null);
  }

  @Override
  public void refuse(Refusal refusal) {}
}
