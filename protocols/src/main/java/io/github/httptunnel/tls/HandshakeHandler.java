package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a handshake: then the protocol begins, or there is nobody to talk to. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

  /** How BoringSSL and the JDK say that a client showed no certificate. */
  private static final List<String> NONE_SHOWN =
      List.of("PEER_DID_NOT_RETURN_A_CERTIFICATE", "Empty client certificate chain");

  private static final Challenge CERTIFICATE = new Challenge("", Set.of());

  private final SslHandler ssl;
  private final ClientInfo client;
  private final @Nullable ClientProof proof;
  private final Negotiator negotiator;
  private final TunnelSink sink;
  private boolean reported;
  private boolean draining;

  /**
   * @param proof what the client is asked for; absent: nothing
   */
  HandshakeHandler(
      SslHandler ssl,
      ClientInfo client,
      @Nullable ClientProof proof,
      Negotiator negotiator,
      TunnelSink sink) {
    this.ssl = ssl;
    this.client = client;
    this.proof = proof;
    this.negotiator = negotiator;
    this.sink = sink;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Drain.INSTANCE) {
      draining = true;
    }
    if (!(event instanceof SslHandshakeCompletionEvent handshake) || reported) {
      return;
    }
    reported = true;
    if (handshake.isSuccess()) {
      begin(ctx);
    } else {
      fail(ctx, outcome(handshake.cause()));
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    try {
      ClientInfo known =
          proof == null ? client : proof.identified(client, ssl.engine().getSession());
      sink.secured(client);
      ctx.pipeline().remove(this);
      negotiator.install(ctx.channel(), known, sink);
      if (draining) {
        ctx.channel().pipeline().fireUserEventTriggered(Drain.INSTANCE);
      }
    } catch (CertificateException expired) {
      fail(ctx, outcome(expired));
    }
  }

  private void fail(ChannelHandlerContext ctx, Outcome outcome) {
    sink.failed(client, outcome);
    ctx.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private static Outcome outcome(Throwable cause) {
    return switch (cause) {
      case ClosedChannelException _ -> new Outcome.Abandoned(Phase.HANDSHAKE);
      case SslHandshakeTimeoutException _ -> refused(new TimedOut(TimedOut.Wait.HANDSHAKE));
      case Throwable _ when isAboutTheCertificate(cause) ->
          refused(new Unauthenticated(Unauthenticated.Lack.CERTIFICATE, CERTIFICATE));
      default -> refused(new Malformed(Malformed.Part.TLS, "the TLS handshake failed"));
    };
  }

  private static boolean isAboutTheCertificate(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(one ->
            one instanceof CertificateException
                || one instanceof CertPathValidatorException
                || NONE_SHOWN.stream().anyMatch(String.valueOf(one.getMessage())::contains));
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Phase.HANDSHAKE);
  }
}
