package io.github.httptunnel.fixed;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * No protocol at all: each connection is relayed to one target. A refusal has no words here: the
 * connection is reset.
 */
public final class FixedTargetNegotiator implements Negotiator {

  private final Target target;

  /**
   * @param target where every connection leads
   */
  public FixedTargetNegotiator(Target target) {
    this.target = target;
  }

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public void install(Channel client, ClientInfo info, TunnelSink sink) {
    EarlyData early = new EarlyData(client.eventLoop().newPromise(), client.alloc().buffer(0));
    client.pipeline().addLast("early-data", early);
    Duration negotiated =
        Duration.ofNanos(client.eventLoop().ticker().nanoTime() - info.acceptedNanos());
    sink.open(
        new FixedTargetNegotiation(new TunnelRequest(target, info), client, negotiated, early));
  }
}
