package io.github.httptunnel.http1;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.answer.LingeringClose;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Conserve;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one request's head from a client and hands the request on, or refuses it. */
final class RequestHandler extends ChannelInboundHandlerAdapter {

  private final Http1Connection connection;
  private final Unread unread;
  private final boolean first;
  private final HeadReader<RequestHead> reader = HeadReader.ofRequest();
  private @Nullable Future<?> deadline;
  private long asked;
  private boolean begun;
  private boolean identifying;
  private boolean done;

  private RequestHandler(Http1Connection connection, Unread unread, boolean first) {
    this.connection = connection;
    this.unread = unread;
    this.first = first;
  }

  /** Reads a connection's first request. */
  static RequestHandler first(Http1Connection connection, Unread unread) {
    return new RequestHandler(connection, unread, true);
  }

  /**
   * Reads another request.
   *
   * @param unread may hold the beginning of it, or all
   */
  static RequestHandler next(Http1Connection connection, Unread unread) {
    return new RequestHandler(connection, unread, false);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (first) {
      asked = connection.client().acceptedNanos();
      expireAt(ctx, asked + connection.settings().initiationTimeout().toNanos());
    } else if (unread.isEmpty()) {
      expireAt(ctx, now(ctx) + connection.settings().exchanges().keepAliveTimeout().toNanos());
    } else {
      // not at once: a client that has sent a thousand requests would nest a thousand calls
      ctx.executor().execute(() -> resume(ctx));
      return;
    }
    ctx.read();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (!done) {
      unread.release();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (done) {
      ((ByteBuf) msg).release();
    } else if (identifying) {
      unread.keep(unread.with((ByteBuf) msg));
    } else {
      read(ctx, unread.with((ByteBuf) msg));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!done && !identifying) {
      ctx.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Drain.INSTANCE) {
      connection.drain();
      if (!first && !begun && unread.isEmpty()) {
        close(ctx);
      }
    } else if (event == Conserve.INSTANCE) {
      connection.conserve();
    } else if (event == EndOfStream.INSTANCE) {
      connection.end();
      ended(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!done && begun) {
      done = true;
      unread.release();
      connection.sink().failed(client(), new Outcome.Abandoned(Phase.NEGOTIATE));
    }
  }

  private void resume(ChannelHandlerContext ctx) {
    if (done || ctx.isRemoved()) {
      return;
    }
    read(ctx, unread.take());
    channelReadComplete(ctx);
    if (connection.hasEnded()) {
      ended(ctx);
    }
  }

  /** The client will send nothing more; what is here already is read first. */
  private void ended(ChannelHandlerContext ctx) {
    if (done || identifying) {
      return;
    }
    if (begun) {
      refuse(ctx, new Malformed(Part.SYNTAX, "it ended in the middle of its head"));
    } else if (unread.isEmpty()) {
      close(ctx);
    }
  }

  private void read(ChannelHandlerContext ctx, ByteBuf bytes) {
    boolean furtherBegins = !first && !begun;
    begun = true;
    if (furtherBegins) {
      asked = now(ctx);
    }
    HeadReader.Result<RequestHead> result = reader.read(bytes);
    if (result instanceof HeadReader.Result.Complete<RequestHead>(_, int length)) {
      bytes.skipBytes(length);
    }
    unread.keep(bytes);
    switch (result) {
      case HeadReader.Result.Incomplete<RequestHead>() -> {
        if (furtherBegins) {
          // from its first byte on, a further request has as long as a connection's first
          expireAt(ctx, asked + connection.settings().initiationTimeout().toNanos());
        }
      }
      case HeadReader.Result.Bad<RequestHead>(Refusal refusal) -> refuse(ctx, refusal);
      case HeadReader.Result.Complete<RequestHead>(RequestHead head, _) -> judge(ctx, head);
    }
  }

  private void judge(ChannelHandlerContext ctx, RequestHead head) {
    switch (RequestRules.judge(head, connection.settings().via())) {
      case RequestRules.Request.Bad(Refusal refusal) ->
          refuse(ctx, refusal, !head.method().equals("HEAD"));
      case RequestRules.Request.Connect(Target target) ->
          identify(
              ctx,
              head,
              client -> tunnel(ctx, head.tunnel(target, client)),
              refusal -> refuse(ctx, refusal));
      case RequestRules.Request.Plain(PlainRequest request) ->
          identify(
              ctx,
              head,
              client -> connection.sink().open(exchange(ctx, request, client)),
              refusal -> turnAway(ctx, request, refusal));
    }
  }

  /** What the client sends meanwhile waits in the kernel, but for what has been read already. */
  private void identify(
      ChannelHandlerContext ctx,
      RequestHead head,
      Consumer<ClientInfo> served,
      Consumer<Refusal> refused) {
    identifying = true;
    connection.identify(
        head.fields(),
        client(),
        client -> identified(ctx, () -> served.accept(client)),
        refusal -> identified(ctx, () -> refused.accept(refusal)));
  }

  private void identified(ChannelHandlerContext ctx, Runnable next) {
    identifying = false;
    if (!done && !ctx.isRemoved()) {
      next.run();
    }
  }

  private void tunnel(ChannelHandlerContext ctx, TunnelRequest request) {
    done = true;
    connection.letGoOfTargets();
    EarlyData early = new EarlyData(ctx.executor().newPromise(), unread.take());
    Duration negotiated = negotiated(ctx);
    ctx.pipeline().replace(this, "early-data", early);
    if (connection.hasEnded()) {
      // has been said to a handler before this one; the new one is next to what is left of this
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    }
    connection
        .sink()
        .open(
            new ConnectNegotiation(
                request, ctx.channel(), negotiated, early, connection.settings().answers()));
  }

  private Exchange exchange(ChannelHandlerContext ctx, PlainRequest request, ClientInfo client) {
    done = true;
    Exchange exchange =
        new Exchange(connection, client, request, ctx.channel(), negotiated(ctx), unread);
    ctx.pipeline().replace(this, "request-content", exchange.content());
    return exchange;
  }

  /** The request was sound, so the connection may go on with the next. */
  private void turnAway(ChannelHandlerContext ctx, PlainRequest request, Refusal refusal) {
    exchange(ctx, request, client()).refuse(refusal);
    connection.sink().failed(client(), new Outcome.Refused(refusal, Phase.NEGOTIATE));
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
    refuse(ctx, refusal, true);
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal, boolean withBody) {
    done = true;
    unread.release();
    ctx.pipeline().remove(this);
    LingeringClose.after(
        ctx.channel(),
        connection.settings().answers().refused(refusal, true, withBody),
        connection.hasEnded());
    connection.sink().failed(client(), new Outcome.Refused(refusal, Phase.NEGOTIATE));
  }

  private void expireAt(ChannelHandlerContext ctx, long time) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    long left = Math.max(time - now(ctx), 0);
    deadline = ctx.executor().schedule(() -> expire(ctx), left, TimeUnit.NANOSECONDS);
  }

  private void expire(ChannelHandlerContext ctx) {
    if (identifying) {
      refuse(ctx, new Overloaded(Overloaded.Resource.LOGINS));
    } else if (first || begun) {
      refuse(ctx, new TimedOut(TimedOut.Wait.REQUEST));
    } else {
      close(ctx);
    }
  }

  private void close(ChannelHandlerContext ctx) {
    done = true;
    unread.release();
    ctx.close();
  }

  private ClientInfo client() {
    return first ? connection.client() : connection.client().askingAgain(asked);
  }

  private Duration negotiated(ChannelHandlerContext ctx) {
    return Duration.ofNanos(now(ctx) - asked);
  }

  private static long now(ChannelHandlerContext ctx) {
    return ctx.executor().ticker().nanoTime();
  }
}
