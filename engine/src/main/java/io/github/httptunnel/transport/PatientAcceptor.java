package io.github.httptunnel.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a listener from running hot when connections cannot be accepted: it stops accepting, tries
 * again after {@value #FIRST_PAUSE_MILLIS} ms, doubling up to {@value #LONGEST_PAUSE_MILLIS} ms,
 * and at once when a connection ends. Meanwhile clients wait in the kernel's queue. Failures of
 * single connections are passed over, unless there is nothing else. Those who are let in go on by
 * way of a {@link WaitingRoom}. Confined to its event loop.
 *
 * <p>Netty would stop for a second each time, deaf to connections that end, and log each failure.
 */
final class PatientAcceptor extends ChannelDuplexHandler {

  static final int FIRST_PAUSE_MILLIS = 10;
  static final int LONGEST_PAUSE_MILLIS = 500;

  /** A queue of connections that were given up is soon through; more of them is no accident. */
  static final int MOST_PASSED_OVER = 128;

  private final Vacancies vacancies;
  private final Door door;
  private final WaitingRoom room;
  private final Consumer<AcceptFailure> failed;
  private int pauseMillis = FIRST_PAUSE_MILLIS;
  private int passedOver;
  private @Nullable Future<?> pause;
  private boolean waiting;

  /**
   * @param failed told of each failure, on the event loop
   */
  PatientAcceptor(
      Vacancies vacancies, Door door, WaitingRoom room, Consumer<AcceptFailure> failed) {
    this.vacancies = vacancies;
    this.door = door;
    this.room = room;
    this.failed = failed;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object connection) {
    pauseMillis = FIRST_PAUSE_MILLIS;
    passedOver = 0;
    Channel accepted = (Channel) connection;
    switch (door.judge(accepted, room.waited(ctx))) {
      case SERVE -> room.enter(ctx, accepted);
      case TELL -> ctx.fireChannelRead(accepted);
      case RESET -> reset(accepted);
    }
  }

  private static void reset(Channel accepted) {
    accepted.config().setOption(ChannelOption.SO_LINGER, 0);
    accepted.unsafe().closeForcibly();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    room.turn(ctx);
    ctx.fireChannelReadComplete();
  }

  /** Nobody is refused because this listener ends: who was accepted by it is served. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    room.empty(ctx);
    ctx.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    room.discard();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    AcceptFailure failure = AcceptFailure.of(cause);
    failed.accept(failure);
    if (failure != AcceptFailure.PASSING || ++passedOver > MOST_PASSED_OVER) {
      pause(ctx);
    }
  }

  private void pause(ChannelHandlerContext ctx) {
    if (pause != null) {
      return;
    }
    ctx.channel().config().setAutoRead(false);
    pause = ctx.executor().schedule(() -> resume(ctx), pauseMillis, TimeUnit.MILLISECONDS);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    if (!waiting) {
      waiting = true;
      vacancies.whenNext(() -> tellOf(ctx));
    }
  }

  /** On any thread. */
  private void tellOf(ChannelHandlerContext ctx) {
    if (!ctx.executor().isShuttingDown()) {
      ctx.executor().execute(() -> vacant(ctx));
    }
  }

  private void vacant(ChannelHandlerContext ctx) {
    waiting = false;
    resume(ctx);
  }

  private void resume(ChannelHandlerContext ctx) {
    if (pause != null) {
      pause.cancel(false);
      pause = null;
      ctx.channel().config().setAutoRead(true);
    }
  }
}
