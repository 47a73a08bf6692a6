package io.github.httptunnel.answer;

import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a client sends before it has its answer, at most {@value #LIMIT} bytes and one read,
 * and notices when it leaves.
 *
 * <p>A client that finishes sending without having sent anything to relay has most likely gone, but
 * a tunnel that only carries bytes towards it would be legal: it gets {@value #GRACE_MILLIS} ms
 * more for its answer.
 */
public final class EarlyData extends ChannelInboundHandlerAdapter {

  private static final int LIMIT = 32 * 1024;
  private static final int GRACE_MILLIS = 500;

  private final Promise<Void> abandoned;
  private final ByteBuf kept;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> grace;
  private boolean ended;

  /**
   * @param abandoned completed when the client leaves
   * @param first what is here already, growable; released here
   */
  public EarlyData(Promise<Void> abandoned, ByteBuf first) {
    this.abandoned = abandoned;
    this.kept = first;
  }

  /** Completes when the client has left. */
  public Future<Void> abandoned() {
    return abandoned;
  }

  /** Passes everything on to the handlers behind and leaves the pipeline. */
  public void handOver() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return;
    }
    context = null;
    if (kept.isReadable()) {
      ctx.fireChannelRead(kept);
      ctx.fireChannelReadComplete();
    } else {
      kept.release();
    }
    if (ended) {
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    }
    ctx.pipeline().remove(this);
  }

  /** Drops everything and leaves the pipeline. */
  public void discard() {
    if (context != null) {
      context.pipeline().remove(this);
    }
  }

  /** Whether the client has finished sending. */
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    readMore(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (grace != null) {
      grace.cancel(false);
    }
    if (context != null) {
      context = null;
      kept.release();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    // copied: many small reads must not hold many large buffers
    ByteBuf data = (ByteBuf) msg;
    kept.discardSomeReadBytes().writeBytes(data);
    data.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readMore(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == EndOfStream.INSTANCE) {
      ended = true;
      if (!kept.isReadable()) {
        grace =
            ctx.executor()
                .schedule(() -> abandoned.trySuccess(null), GRACE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    abandoned.trySuccess(null);
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    abandoned.trySuccess(null);
    ctx.fireChannelInactive();
  }

  private void readMore(ChannelHandlerContext ctx) {
    if (!ended && kept.readableBytes() < LIMIT) {
      ctx.read();
    }
  }
}
