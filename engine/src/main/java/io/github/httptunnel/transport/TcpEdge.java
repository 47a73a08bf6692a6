package io.github.httptunnel.transport;

import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.SocketEdge;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The edge of a plain TCP connection: {@link EndOfStream} written becomes a FIN behind the last
 * write; a FIN that arrives becomes an {@link EndOfStream} event. One for each connection.
 */
public final class TcpEdge extends ChannelDuplexHandler implements SocketEdge {

  private static final Permit NONE = () -> {};

  private final Supplier<Permit> places;
  private final Consumer<Channel> left;
  private Permit place = NONE;

  /** For a connection that takes nobody's place and that nobody else keeps. */
  public TcpEdge() {
    this(() -> NONE, _ -> {});
  }

  /**
   * @param places asked once, when there is a socket
   * @param left told when the channel has left its event loop: it is closed, or a relay goes on
   *     with its socket and the channel is of no use any more
   */
  public TcpEdge(Supplier<Permit> places, Consumer<Channel> left) {
    this.places = places;
    this.left = left;
  }

  @Override
  public Permit place() {
    return place;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    Permit taken = places.get();
    place = taken;
    ctx.channel().closeFuture().addListener(_ -> taken.release());
  }

  @Override
  public void channelUnregistered(ChannelHandlerContext ctx) {
    left.accept(ctx.channel());
    ctx.fireChannelUnregistered();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg != EndOfStream.INSTANCE) {
      ctx.write(msg, promise);
      return;
    }
    // shutdownOutput() drops what is still queued; an empty write completes behind all of it
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(flushed -> {
          if (flushed.isSuccess()) {
            ((DuplexChannel) ctx.channel()).shutdownOutput(promise);
          } else {
            promise.tryFailure(flushed.cause());
          }
        });
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
      ctx.fireUserEventTriggered(event);
    }
  }
}
