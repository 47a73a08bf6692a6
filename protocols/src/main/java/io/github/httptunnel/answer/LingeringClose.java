package io.github.httptunnel.answer;

import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection so that the peer sees the last answer: finish sending, then take and drop
 * what the peer still sends, up to bounds in bytes and in time, then close (RFC 9112 §9.6). Closed
 * at once, unread input would make the kernel send a reset, and that would destroy the answer on
 * its way.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {

  /** Many clients send a whole upload before they look for an answer. */
  private static final int DROPPED_BYTES = 64 * 1024 * 1024;

  private static final int LINGER_MILLIS = 2000;

  /** Who comes when there is no room for it has sent no more than a head by then. */
  private static final int BRIEFLY_DROPPED_BYTES = 64 * 1024;

  private static final int BRIEF_MILLIS = 500;

  private final int mostDropped;
  private final int mostMillis;
  private int dropped;
  private @Nullable Future<?> deadline;

  private LingeringClose(int mostDropped, int mostMillis) {
    this.mostDropped = mostDropped;
    this.mostMillis = mostMillis;
  }

  /**
   * Writes the last answer and closes, after at most {@value #DROPPED_BYTES} bytes and {@value
   * #LINGER_MILLIS} ms. To be called on the event loop, with all handlers of the protocol removed.
   *
   * @param peerEnded whether the peer has finished sending already
   */
  public static void after(Channel channel, ByteBuf answer, boolean peerEnded) {
    if (peerEnded) {
      channel.writeAndFlush(answer).addListener(_ -> channel.close());
      return;
    }
    linger(channel, answer, new LingeringClose(DROPPED_BYTES, LINGER_MILLIS));
  }

  /**
   * The same for a peer of which nothing was read, after at most {@value #BRIEFLY_DROPPED_BYTES}
   * bytes and {@value #BRIEF_MILLIS} ms.
   */
  public static void briefly(Channel channel, ByteBuf answer) {
    linger(channel, answer, new LingeringClose(BRIEFLY_DROPPED_BYTES, BRIEF_MILLIS));
  }

  private static void linger(Channel channel, ByteBuf answer, LingeringClose close) {
    channel.pipeline().addLast(close);
    channel.write(answer);
    channel
        .writeAndFlush(EndOfStream.INSTANCE)
        .addListener(finished -> {
          if (!finished.isSuccess()) {
            channel.close();
          }
        });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = ctx.executor().schedule(() -> ctx.close(), mostMillis, TimeUnit.MILLISECONDS);
    ctx.read();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf data = (ByteBuf) msg;
    dropped += data.readableBytes();
    data.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (dropped > mostDropped) {
      ctx.close();
    } else {
      ctx.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == EndOfStream.INSTANCE) {
      // behind the answer, which a slow peer may not have taken yet
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> ctx.close());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
