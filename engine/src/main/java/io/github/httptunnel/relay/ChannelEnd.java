package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Overdue;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.SocketEdge;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One side that is a Netty channel: its last handler, which tells the relay what happens there. */
final class ChannelEnd extends ChannelInboundHandlerAdapter implements End {

  private final Channel channel;
  private final Relay relay;
  private final Side side;
  private final ChannelFlow from;
  private final ChannelFlow to;
  private @Nullable ChannelHandlerContext context;

  ChannelEnd(Channel channel, Relay relay, Side side, ChannelFlow from, ChannelFlow to) {
    this.channel = channel;
    this.relay = relay;
    this.side = side;
    this.from = from;
    this.to = to;
  }

  Channel channel() {
    return channel;
  }

  void attach() {
    channel.pipeline().addLast(this);
  }

  /**
   * Whether a relay may take the socket itself: nothing waits, and no handler adds to its bytes.
   */
  boolean isBare() {
    return channel instanceof EpollSocketChannel
        && channel.isActive()
        && from.isOpen()
        && to.isEmpty()
        && isSent(channel.unsafe().outboundBuffer())
        && hasOnlyItsEdge(channel.pipeline());
  }

  /** From now on the socket is somebody else's. */
  Future<Void> leave() {
    from.leave();
    return channel.deregister();
  }

  /** What came from the socket in its last moments here. */
  ByteBuf left() {
    return from.left();
  }

  /** The edge, this handler, and the pipeline's own tail. */
  private static boolean hasOnlyItsEdge(ChannelPipeline pipeline) {
    return pipeline.first() instanceof SocketEdge && pipeline.names().size() == 3;
  }

  private static boolean isSent(@Nullable ChannelOutboundBuffer queue) {
    return queue != null && queue.isEmpty();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void reset() {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      // past all handlers: TLS would still say a polite goodbye
      channel.pipeline().firstContext().close();
    }
  }

  @Override
  public void overdue() {
    channel.pipeline().fireUserEventTriggered(Overdue.INSTANCE);
  }

  @Override
  public void close() {
    channel.close();
  }

  /** Leaves the channel, unless the channel has closed and let go of all its handlers. */
  @Override
  public void release() {
    if (context != null && !context.isRemoved()) {
      context.pipeline().remove(this);
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public long undelivered() {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return queue == null ? 0 : queue.totalPendingWriteBytes() + unacknowledged();
  }

  private long unacknowledged() {
    return channel instanceof EpollSocketChannel socket && socket.fd().isOpen()
        ? SendQueue.unacknowledged(socket.fd())
        : SendQueue.UNKNOWN;
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
    if (event == EndOfStream.INSTANCE && from.isLeaving()) {
      // whoever takes the socket finds its end again
      return;
    }
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
    relay.reset(side, from);
  }
}
