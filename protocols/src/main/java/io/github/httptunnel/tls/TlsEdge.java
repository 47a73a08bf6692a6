package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLException;

/**
 * The edge of a TLS connection: {@link EndOfStream} is its close_notify (RFC 8446 §6.1). A
 * connection that ends without one may have been cut by anybody, and counts as reset.
 *
 * <p>TLS 1.3 closes each direction by itself; BoringSSL, as Netty uses it, closes both when the
 * peer's close_notify comes, and calls itself closed as soon as ours is sent: the engine alone says
 * whether the peer has finished.
 */
final class TlsEdge extends ChannelDuplexHandler {

  private final SslHandler ssl;
  private final CloseNotifyGate gate;
  private boolean ended;

  TlsEdge(SslHandler ssl, CloseNotifyGate gate) {
    this.ssl = ssl;
    this.gate = gate;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg != EndOfStream.INSTANCE) {
      ctx.write(msg, promise);
      return;
    }
    if (gate.release(promise)) {
      return;
    }
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(flushed -> {
          if (flushed.isSuccess()) {
            ssl.closeOutbound(promise);
          } else {
            promise.tryFailure(flushed.cause());
          }
        });
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    endIfPeerFinished(ctx);
    ctx.fireChannelReadComplete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent close) {
      if (close.isSuccess()) {
        endIfPeerFinished(ctx);
      }
    } else if (event == ChannelInputShutdownEvent.INSTANCE) {
      if (!ended) {
        ended = true;
        ctx.fireExceptionCaught(new SSLException("the connection ended without a close_notify"));
      }
    } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ended = true;
    ctx.fireExceptionCaught(cause);
  }

  private void endIfPeerFinished(ChannelHandlerContext ctx) {
    if (!ended && ssl.engine().isInboundDone()) {
      ended = true;
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    }
  }
}
