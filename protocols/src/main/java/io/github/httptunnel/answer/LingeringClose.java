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
 * what the peer still sends, at most {@value #DROPPED_BYTES} bytes and {@value #LINGER_MILLIS} ms,
 * then close (RFC 9112 §9.6). Closed at once, unread input would make the kernel send a reset, and
 * that would destroy the answer on its way.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {

  /** Many clients send a whole upload before they look for an answer. */
  private static final int DROPPED_BYTES = 64 * 1024 * 1024;

  private static final int LINGER_MILLIS = 2000;

  private int dropped;
  private @Nullable Future<?> deadline;

  private LingeringClose() {}

  /**
   * Writes the last answer and closes. To be called on the event loop, with all handlers of the
   * protocol removed.
   *
   * @param peerEnded whether the peer has finished sending already
   */
  public static void after(Channel channel, ByteBuf answer, boolean peerEnded) {
    if (peerEnded) {
      channel.writeAndFlush(answer).addListener(_ -> channel.close());
      return;
    }
    channel.pipeline().addLast(new LingeringClose());
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
    deadline = ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
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
    if (dropped > DROPPED_BYTES) {
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
