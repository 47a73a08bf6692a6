package io.github.httptunnel.sni;

import io.github.httptunnel.sni.HelloReader.Reading;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Screening;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handler that keeps one client's first bytes until its hello is there and has been judged. */
final class SniScreening extends ChannelInboundHandlerAdapter implements Screening {

  private final SniScreen screen;
  private final Host asked;
  private final Duration timeout;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Consumer<CloseReason> denied;
  private @Nullable Promise<Void> passed;
  private @Nullable ByteBuf kept;
  private @Nullable ByteBuf message;
  private @Nullable HelloReader reader;
  private @Nullable Future<?> deadline;
  private boolean begun;
  private boolean ended;
  private boolean over;

  SniScreening(SniScreen screen, Host asked, Duration timeout) {
    this.screen = screen;
    this.asked = asked;
    this.timeout = timeout;
  }

  @Override
  public void install(Channel client, Consumer<CloseReason> toldWhenDenied) {
    denied = toldWhenDenied;
    passed = client.eventLoop().newPromise();
    kept = client.alloc().buffer(0);
    message = client.alloc().buffer(0);
    reader = new HelloReader(message);
    client.pipeline().addLast(this);
  }

  @Override
  public void begin() {
    begun = true;
    // who may let the target speak first has all the time that an idle tunnel has
    if (held() > 0 || !letsTargetSpeak()) {
      startClock();
    }
    look();
  }

  @Override
  public Future<Void> passed() {
    return Objects.requireNonNull(passed);
  }

  @Override
  public boolean letsTargetSpeak() {
    return screen.letsTargetSpeak();
  }

  @Override
  public long held() {
    return kept == null ? 0 : kept.readableBytes();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    over = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (kept != null) {
      kept.release();
      kept = null;
    }
    if (message != null) {
      message.release();
      message = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf data = (ByteBuf) msg;
    if (kept != null && !over) {
      // copied: many small reads must not hold many large buffers
      kept.writeBytes(data);
    }
    data.release();
    if (begun && !over) {
      startClock();
      look();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    readMore(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != EndOfStream.INSTANCE) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    ended = true;
    if (begun && !over) {
      look();
    }
  }

  /** Judges what is there, or waits for more. */
  private void look() {
    if (kept == null || reader == null) {
      return;
    }
    switch (reader.read(kept)) {
      case Reading.More() when !ended -> readMore(context);
      case Reading.More() when held() == 0 -> pass();
      case Reading.More() -> deny(CloseReason.SNI_UNREADABLE);
      case Reading.Unreadable() -> deny(CloseReason.SNI_UNREADABLE);
      case Reading.NotTls() -> decide(screen.notTls());
      case Reading.Complete(ClientHello hello) -> decide(screen.judge(hello, asked));
    }
  }

  private void decide(@Nullable CloseReason problem) {
    if (problem == null) {
      pass();
    } else {
      deny(problem);
    }
  }

  private void deny(CloseReason reason) {
    over = true;
    Objects.requireNonNull(denied).accept(reason);
  }

  private void pass() {
    ChannelHandlerContext ctx = Objects.requireNonNull(context);
    over = true;
    ByteBuf first = Objects.requireNonNull(kept);
    kept = null;
    if (first.isReadable()) {
      ctx.fireChannelRead(first);
      ctx.fireChannelReadComplete();
    } else {
      first.release();
    }
    if (ended) {
      ctx.fireUserEventTriggered(EndOfStream.INSTANCE);
    }
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
      // the reading that brought the last of it is over by then
      ctx.executor().execute(() -> Objects.requireNonNull(passed).setSuccess(null));
    }
  }

  private void readMore(@Nullable ChannelHandlerContext ctx) {
    if (begun && !over && !ended && ctx != null) {
      ctx.read();
    }
  }

  private void startClock() {
    if (deadline == null && context != null) {
      deadline = context.executor().schedule(this::late, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void late() {
    if (!over) {
      deny(CloseReason.SNI_UNREADABLE);
    }
  }
}
