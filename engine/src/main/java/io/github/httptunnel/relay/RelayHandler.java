package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** The last handler of one of the two channels: tells the relay what happens on its side. */
final class RelayHandler extends ChannelInboundHandlerAdapter {

  private final ChannelRelay relay;
  private final Side side;
  private final Flow from;
  private final Flow to;
  private @Nullable ChannelHandlerContext context;

  RelayHandler(ChannelRelay relay, Side side, Flow from, Flow to) {
    this.relay = relay;
    this.side = side;
    this.from = from;
    this.to = to;
  }

  /** Leaves the channel, unless the channel has closed and let go of all its handlers. */
  void detach() {
    if (context != null && !context.isRemoved()) {
      context.pipeline().remove(this);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    from.data((ByteBuf) msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    from.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      to.sinkWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == EndOfStream.INSTANCE) {
      relay.finished(side, from);
    } else if (event instanceof RelaySignal signal) {
      relay.signalled(side, from, signal);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    relay.broken(side, from, to, cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    relay.gone(side, from);
  }
}
