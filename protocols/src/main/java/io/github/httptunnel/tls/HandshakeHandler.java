package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;

/** Waits for the end of a handshake: then the protocol begins, or there is nobody to talk to. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

  private final ClientInfo client;
  private final Negotiator negotiator;
  private final TunnelSink sink;
  private boolean reported;
  private boolean draining;

  HandshakeHandler(ClientInfo client, Negotiator negotiator, TunnelSink sink) {
    this.client = client;
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
      ctx.pipeline().remove(this);
      negotiator.install(ctx.channel(), client, sink);
      if (draining) {
        ctx.channel().pipeline().fireUserEventTriggered(Drain.INSTANCE);
      }
    } else {
      sink.failed(client, outcome(handshake.cause()));
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private static Outcome outcome(Throwable cause) {
    return switch (cause) {
      case ClosedChannelException _ -> new Outcome.Abandoned(Phase.HANDSHAKE);
      case SslHandshakeTimeoutException _ -> refused(new TimedOut(TimedOut.Wait.HANDSHAKE));
      default -> refused(new Malformed(Malformed.Part.TLS, "the TLS handshake failed"));
    };
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Phase.HANDSHAKE);
  }
}
