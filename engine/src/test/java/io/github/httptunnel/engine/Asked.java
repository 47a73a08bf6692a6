package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A request whose answer the test gives. */
final class Asked implements Negotiation {
  final EmbeddedChannel client;
  final Promise<Void> abandoned;
  final Promise<Void> accepted;
  Refusal refused;
  int handlersAtAccept;
  TunnelRequest.Kind kind = TunnelRequest.Kind.TUNNEL;
  int exchanges;

  Asked(EmbeddedChannel client) {
    this.client = client;
    this.abandoned = client.eventLoop().newPromise();
    this.accepted = client.eventLoop().newPromise();
  }

  @Override
  public TunnelRequest request() {
    return new TunnelRequest(
        new Target(new Host.Name("live.example"), 443),
        new ClientInfo(
            InetSocketAddress.createUnresolved("client.example", 1), "main", "http", true, 0),
        kind);
  }

  @Override
  public Channel client() {
    return client;
  }

  @Override
  public Duration negotiated() {
    return Duration.ofMillis(1);
  }

  @Override
  public Future<Void> abandoned() {
    return abandoned;
  }

  @Override
  public Future<Void> accept() {
    handlersAtAccept = client.pipeline().names().size() - 1;
    return accepted;
  }

  @Override
  public void refuse(Refusal refusal) {
    assertThat(refused).as("refused twice").isNull();
    refused = refusal;
  }

  @Override
  public void exchanged(Channel target) {
    exchanges++;
  }
}
