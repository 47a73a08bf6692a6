package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.RelaySignal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The target's end of exchanges, one after another: reads responses as suspiciously as requests
 * are, and passes them on to the relay behind, as the client is to get them.
 */
final class ResponseHandler extends ChannelDuplexHandler {

  /** More interim responses than any server has reason to send for one request. */
  private static final int MAX_INTERIM = 100;

  private final KeptTargets kept;
  private final Unread unread;
  private @Nullable Exchange exchange;
  private HeadReader<ResponseHead> reader = HeadReader.ofResponse();
  private @Nullable ContentReader content;
  private int interim;
  private boolean heard;
  private boolean over;
  private boolean usedBefore;
  private boolean reusable;
  private @Nullable Throwable writeFailure;

  private ResponseHandler(KeptTargets kept, Unread unread) {
    this.kept = kept;
    this.unread = unread;
  }

  /** Puts one on a new connection to a target. */
  static ResponseHandler on(Channel target, KeptTargets kept) {
    // a target that answers early and takes no more is still to be read
    target.config().setOption(ChannelOption.AUTO_CLOSE, false);
    ResponseHandler handler = new ResponseHandler(kept, new Unread(target.alloc()));
    target.pipeline().addLast("response", handler);
    return handler;
  }

  /** What comes from now on answers this exchange. */
  void begin(Exchange next) {
    exchange = next;
    reader = HeadReader.ofResponse();
    content = null;
    interim = 0;
    heard = false;
    over = false;
    reusable = false;
  }

  /** Nothing may come until the next exchange. */
  void rest() {
    exchange = null;
    usedBefore = true;
  }

  /** Whether the connection is fit for another exchange. */
  boolean isReusable() {
    return reusable;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (exchange != null) {
      exchange.sent();
    }
    ctx.write(msg, promise.unvoid().addListener(this::written));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    Exchange asked = exchange;
    if (asked == null || over) {
      bytes.release();
      broken(ctx, CloseReason.MALFORMED);
      return;
    }
    heard = true;
    ByteBuf all = unread.with(bytes);
    heads(ctx, asked, all);
    if (content != null && !over) {
      content(ctx, asked, content, all);
    }
    unread.keep(all);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != EndOfStream.INSTANCE) {
      return;
    }
    if (content != null && !over && content.end(ctx::fireChannelRead)) {
      over(ctx);
    } else {
      broken(ctx, CloseReason.INCOMPLETE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // one that takes no more may have answered before, and the answer may still be there
    if (!cause.equals(writeFailure)) {
      broken(ctx, CloseReason.RESET);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    kept.forget(ctx.channel());
    broken(ctx, CloseReason.RESET);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    unread.release();
  }

  private void written(Future<?> written) {
    if (!written.isSuccess()) {
      writeFailure = written.cause();
      reusable = false;
    }
  }

  private void heads(ChannelHandlerContext ctx, Exchange asked, ByteBuf all) {
    while (content == null && !over) {
      switch (reader.read(all)) {
        case HeadReader.Result.Incomplete<ResponseHead>() -> {
          return;
        }
        case HeadReader.Result.Bad<ResponseHead>(Refusal refusal) -> fail(ctx, asked, refusal);
        case HeadReader.Result.Complete<ResponseHead>(ResponseHead head, int length) -> {
          all.skipBytes(length);
          head(ctx, asked, head, all);
        }
      }
    }
  }

  private void head(ChannelHandlerContext ctx, Exchange asked, ResponseHead head, ByteBuf rest) {
    if (head.switchesProtocols()) {
      upgrade(ctx, asked, head, rest);
    } else if (head.isInterim()) {
      interim(ctx, asked, head);
    } else {
      answer(ctx, asked, head);
    }
  }

  private void interim(ChannelHandlerContext ctx, Exchange asked, ResponseHead head) {
    if (++interim > MAX_INTERIM) {
      fail(ctx, asked, new BadAnswer(BadAnswer.Fault.MALFORMED));
      return;
    }
    reader = HeadReader.ofResponse();
    asked.interim(head).ifPresent(ctx::fireChannelRead);
  }

  private void answer(ChannelHandlerContext ctx, Exchange asked, ResponseHead head) {
    Framing framing = Framing.of(head, asked.method());
    if (framing instanceof Framing.Faulty || framing instanceof Framing.UnknownCoding) {
      fail(ctx, asked, new BadAnswer(BadAnswer.Fault.MALFORMED));
      return;
    }
    PlainResponse response = new PlainResponse(head, framing);
    reusable = response.mayPersist();
    content = response.content(asked.clientVersion());
    ctx.fireChannelRead(asked.answer(response));
  }

  private void content(
      ChannelHandlerContext ctx, Exchange asked, ContentReader reading, ByteBuf all) {
    String problem = reading.read(all, ctx::fireChannelRead);
    if (problem != null) {
      fail(ctx, asked, new BadAnswer(BadAnswer.Fault.MALFORMED));
    } else if (reading.isComplete()) {
      // what is there behind its end answers nothing
      reusable &= !all.isReadable();
      all.skipBytes(all.readableBytes());
      over(ctx);
    }
  }

  private void upgrade(ChannelHandlerContext ctx, Exchange asked, ResponseHead head, ByteBuf rest) {
    if (!head.isWebSocket() || !asked.isForWebSocket()) {
      fail(ctx, asked, new BadAnswer(BadAnswer.Fault.UPGRADE));
      return;
    }
    over = true;
    ctx.fireChannelRead(asked.upgraded(head));
    if (rest.isReadable()) {
      ctx.fireChannelRead(rest.readRetainedSlice(rest.readableBytes()));
    }
    ctx.channel().config().setOption(ChannelOption.AUTO_CLOSE, true);
    ctx.pipeline().remove(this);
  }

  private void over(ChannelHandlerContext ctx) {
    over = true;
    ctx.fireUserEventTriggered(new RelaySignal.EndOfMessage(true));
  }

  private void fail(ChannelHandlerContext ctx, Exchange asked, Refusal refusal) {
    over = true;
    reusable = false;
    ctx.fireUserEventTriggered(asked.failure(refusal, CloseReason.MALFORMED));
  }

  /** The connection is of no use any more. */
  private void broken(ChannelHandlerContext ctx, CloseReason reason) {
    reusable = false;
    Exchange asked = exchange;
    if (asked == null) {
      ctx.close();
    } else if (!over) {
      over = true;
      BadAnswer.Fault fault = heard ? BadAnswer.Fault.INCOMPLETE : BadAnswer.Fault.NONE;
      ctx.fireUserEventTriggered(
          usedBefore && !heard
              ? new RelaySignal.Stale()
              : asked.failure(new BadAnswer(fault), reason));
    }
  }
}
