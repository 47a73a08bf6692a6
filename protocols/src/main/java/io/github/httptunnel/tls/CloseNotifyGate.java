package io.github.httptunnel.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the close_notify with which BoringSSL answers the peer's by itself, until our side has
 * really finished. Sent at once it would say that all was delivered, although what the target still
 * sends can no longer be encrypted: the peer would take a cut stream for a whole one. Stands
 * between TLS and the network; with the gate closed the connection can only be reset.
 */
final class CloseNotifyGate extends ChannelOutboundHandlerAdapter {

  private final SslHandler ssl;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf held;
  private @Nullable ChannelPromise heldPromise;

  /**
   * @param ssl whose writes pass here
   */
  CloseNotifyGate(SslHandler ssl) {
    this.ssl = ssl;
  }

  /**
   * Lets the close_notify go, if it is held.
   *
   * @return false if there is none to let go
   */
  boolean release(ChannelPromise promise) {
    ByteBuf goodbye = held;
    if (goodbye == null || context == null || heldPromise == null) {
      return false;
    }
    held = null;
    context.writeAndFlush(goodbye, heldPromise);
    heldPromise.addListener(written -> {
      if (written.isSuccess()) {
        promise.trySuccess();
      } else {
        promise.tryFailure(written.cause());
      }
    });
    return true;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (held == null
        && peerHasFinished()
        && msg instanceof ByteBuf goodbye
        && goodbye.isReadable()) {
      held = goodbye;
      heldPromise = promise.isVoid() ? ctx.newPromise() : promise;
    } else {
      ctx.write(msg, promise);
    }
  }

  private boolean peerHasFinished() {
    return ssl.handshakeFuture().isSuccess() && ssl.engine().isInboundDone();
  }
}
