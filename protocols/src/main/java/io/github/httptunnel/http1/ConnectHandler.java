package io.github.httptunnel.http1;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.answer.LingeringClose;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one request's head from a client and hands the request on, or refuses it. */
final class ConnectHandler extends ChannelInboundHandlerAdapter {

  private final ClientInfo client;
  private final TunnelSink sink;
  private final Duration timeout;
  private final Http1Answers answers;
  private final HeadReader reader = new HeadReader();
  private @Nullable ByteBuf bytes;
  private @Nullable Future<?> deadline;
  private boolean done;

  ConnectHandler(ClientInfo client, TunnelSink sink, Duration timeout, Http1Answers answers) {
    this.client = client;
    this.sink = sink;
    this.timeout = timeout;
    this.answers = answers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    long left = timeout.toNanos() - elapsedNanos(ctx);
    deadline =
        ctx.executor()
            .schedule(
                () -> refuse(ctx, new TimedOut(TimedOut.Wait.REQUEST), false),
                Math.max(left, 0),
                TimeUnit.NANOSECONDS);
    ctx.read();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (bytes != null) {
      bytes.release();
      bytes = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf data = (ByteBuf) msg;
    if (done) {
      data.release();
      return;
    }
    ByteBuf head = bytes;
    if (head == null) {
      // copied: what arrives may be a slice that cannot grow, or begin behind index 0
      head = ctx.alloc().buffer(data.readableBytes());
      bytes = head;
    }
    head.writeBytes(data);
    data.release();
    switch (reader.read(head)) {
      case HeadReader.Result.Incomplete() -> {}
      case HeadReader.Result.Bad(Refusal refusal) -> refuse(ctx, refusal, false);
      case HeadReader.Result.Complete(RequestHead request, int length) ->
          judge(ctx, request, length);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!done) {
      ctx.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != EndOfStream.INSTANCE || done) {
      return;
    }
    if (bytes == null) {
      done = true;
      ctx.close();
    } else {
      refuse(ctx, new Malformed(Part.SYNTAX, "it ended in the middle of its head"), true);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!done && bytes != null) {
      done = true;
      sink.failed(client, new Outcome.Abandoned(Phase.NEGOTIATE));
    }
  }

  private void judge(ChannelHandlerContext ctx, RequestHead head, int length) {
    switch (ConnectRules.judge(head)) {
      case ConnectRules.Request.Bad(Refusal refusal) -> refuse(ctx, refusal, false);
      case ConnectRules.Request.Connect(Target target) -> open(ctx, target, length);
    }
  }

  private void open(ChannelHandlerContext ctx, Target target, int length) {
    done = true;
    ByteBuf rest = Objects.requireNonNull(bytes).skipBytes(length);
    bytes = null;
    EarlyData early = new EarlyData(ctx.executor().newPromise(), rest);
    Duration negotiated = Duration.ofNanos(elapsedNanos(ctx));
    ctx.pipeline().replace(this, "early-data", early);
    TunnelRequest request = new TunnelRequest(target, client);
    sink.open(new ConnectNegotiation(request, ctx.channel(), negotiated, early, answers));
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal, boolean clientEnded) {
    done = true;
    ctx.pipeline().remove(this);
    LingeringClose.after(ctx.channel(), answers.refused(refusal), clientEnded);
    sink.failed(client, new Outcome.Refused(refusal, Phase.NEGOTIATE));
  }

  private long elapsedNanos(ChannelHandlerContext ctx) {
    return ctx.executor().ticker().nanoTime() - client.acceptedNanos();
  }
}
