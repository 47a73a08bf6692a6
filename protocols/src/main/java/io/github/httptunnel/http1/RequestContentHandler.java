package io.github.httptunnel.http1;

import io.github.httptunnel.answer.LingeringClose;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Conserve;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Overdue;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.RelaySignal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of an exchange: passes the request on to the relay behind, as it is to be sent,
 * and keeps what comes behind its end for the next one.
 */
final class RequestContentHandler extends ChannelDuplexHandler {

  private final Exchange exchange;
  private final Http1Connection connection;
  private final ContentReader content;
  private final Unread unread;
  private @Nullable ChannelHandlerContext context;
  private boolean delivering;
  private boolean reading;
  private long readSince;
  private long waitedNanos;
  private long received;

  RequestContentHandler(
      Exchange exchange, Http1Connection connection, ContentReader content, Unread unread) {
    this.exchange = exchange;
    this.connection = connection;
    this.content = content;
    this.unread = unread;
    this.received = unread.length();
  }

  /** Passes the request on, from its head; a second time if it has no content. */
  void deliver(ByteBuf head) {
    delivering = true;
    ChannelHandlerContext ctx = context();
    ctx.fireChannelRead(head);
    pass(ctx, unread.take());
    ctx.fireChannelReadComplete();
  }

  /** Nobody is there to take the request until it is delivered again. */
  void hold() {
    delivering = false;
  }

  /** Whether the request has been read to its end. */
  boolean isComplete() {
    return content.isComplete();
  }

  /** Since when the client is waited for; absent: it is not, or all has come. */
  @Nullable Long silentSince() {
    return reading && !content.isComplete() ? readSince : null;
  }

  /** Bytes that have come since the request's head, or with it. */
  long received() {
    return received;
  }

  /** For how many nanoseconds the client has been waited for. */
  long waited() {
    return silentSince() == null ? waitedNanos : waitedNanos + now(context()) - readSince;
  }

  /** Tells the relay something. */
  void signal(RelaySignal signal) {
    context().fireUserEventTriggered(signal);
  }

  /** Lets the client's bytes through as they are from now on. */
  void upgrade() {
    ChannelHandlerContext ctx = context();
    if (!unread.isEmpty()) {
      ctx.fireChannelRead(unread.take());
      ctx.fireChannelReadComplete();
    }
    if (connection.hasEnded()) {
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    }
    ctx.pipeline().remove(this);
    ctx.channel().read();
  }

  /** Reads the client's next request. */
  void next() {
    ChannelHandlerContext ctx = context();
    if (connection.hasEnded() && unread.isEmpty()) {
      ctx.close();
    } else {
      ctx.pipeline().replace(this, "request", RequestHandler.next(connection, unread));
    }
  }

  /** Says a last word to the client and closes its connection. */
  void close(ByteBuf lastWord) {
    ChannelHandlerContext ctx = context();
    unread.release();
    ctx.pipeline().remove(this);
    LingeringClose.after(ctx.channel(), lastWord, connection.hasEnded());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    ctx.read();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    // nothing behind the request is taken before it has its answer
    if (!content.isComplete()) {
      if (!reading) {
        reading = true;
        readSince = now(ctx);
      }
      ctx.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (reading) {
      waitedNanos += now(ctx) - readSince;
    }
    reading = false;
    received += ((ByteBuf) msg).readableBytes();
    ByteBuf bytes = unread.with((ByteBuf) msg);
    if (delivering && !content.isComplete()) {
      pass(ctx, bytes);
    } else {
      unread.keep(bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (delivering) {
      ctx.fireChannelReadComplete();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case Drain.INSTANCE -> connection.drain();
      case Conserve.INSTANCE -> connection.conserve();
      case Overdue.INSTANCE -> exchange.overdue();
      case EndOfStream.INSTANCE -> ended(ctx);
      default -> {}
    }
  }

  /** The client will send nothing more. */
  private void ended(ChannelHandlerContext ctx) {
    connection.end();
    if (content.isComplete()) {
      return;
    }
    if (delivering) {
      endedTooEarly();
    } else if (unread.isEmpty()) {
      // nothing has been passed on, and what was announced will not come: nobody is to be told
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (delivering) {
      ctx.fireExceptionCaught(cause);
    } else {
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    exchange.abandon();
    unread.release();
    ctx.fireChannelInactive();
  }

  private void pass(ChannelHandlerContext ctx, ByteBuf bytes) {
    String problem = content.read(bytes, ctx::fireChannelRead);
    unread.keep(bytes);
    if (problem != null) {
      signal(exchange.failure(new Malformed(Part.FRAMING, problem), CloseReason.MALFORMED));
    } else if (content.isComplete()) {
      exchange.requestPassed();
    } else if (connection.hasEnded()) {
      endedTooEarly();
    }
  }

  private void endedTooEarly() {
    Refusal incomplete = new Malformed(Part.INCOMPLETE, "it ended in the middle of its content");
    signal(exchange.failure(incomplete, CloseReason.INCOMPLETE));
  }

  private static long now(ChannelHandlerContext ctx) {
    return ctx.executor().ticker().nanoTime();
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }
}
