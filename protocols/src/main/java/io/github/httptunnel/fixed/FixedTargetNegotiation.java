package io.github.httptunnel.fixed;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.time.Duration;

/** One connection that waits for its target. */
record FixedTargetNegotiation(
    TunnelRequest request, Channel client, Duration negotiated, EarlyData early)
    implements Negotiation {

  @Override
  public Future<Void> abandoned() {
    return early.abandoned();
  }

  @Override
  public Future<Void> accept() {
    early.handOver();
    return client.eventLoop().newSucceededFuture(null);
  }

  @Override
  public void refuse(Refusal refusal) {
    client.config().setOption(ChannelOption.SO_LINGER, 0);
    client.close();
  }
}
