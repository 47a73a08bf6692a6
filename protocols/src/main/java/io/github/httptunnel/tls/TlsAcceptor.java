package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts TLS on a client's channel, and the protocol behind it once the handshake is done. */
public final class TlsAcceptor {

  private final SslContext context;
  private final Duration initiationTimeout;
  private final @Nullable ClientProof clients;

  /**
   * @param initiationTimeout from accept to the end of the handshake
   */
  public TlsAcceptor(SslContext context, Duration initiationTimeout) {
    this(context, initiationTimeout, null);
  }

  /**
   * The same for clients that are asked for a certificate.
   *
   * @param clients what the context was loaded with; absent: they are not asked
   */
  public TlsAcceptor(
      SslContext context, Duration initiationTimeout, @Nullable ClientProof clients) {
    this.context = context;
    this.initiationTimeout = initiationTimeout;
    this.clients = clients;
  }

  /** Starts the handshake. */
  public void install(Channel client, ClientInfo info, Negotiator negotiator, TunnelSink sink) {
    SslHandler ssl = context.newHandler(client.alloc());
    ssl.setHandshakeTimeoutMillis(millisLeft(client, info));
    CloseNotifyGate gate = new CloseNotifyGate(ssl);
    if (ssl.engine() instanceof ReferenceCountedOpenSslEngine) {
      client.pipeline().addLast(gate);
    }
    client
        .pipeline()
        .addLast(
            ssl,
            new TlsEdge(ssl, gate),
            new HandshakeHandler(ssl, info, clients, negotiator, sink));
  }

  /** At least one, as zero would mean no deadline. */
  private long millisLeft(Channel client, ClientInfo info) {
    long elapsed = client.eventLoop().ticker().nanoTime() - info.acceptedNanos();
    return Math.max(1, initiationTimeout.minusNanos(elapsed).toMillis());
  }
}
