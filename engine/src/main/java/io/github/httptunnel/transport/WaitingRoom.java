package io.github.httptunnel.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Connections that were accepted and whose turn has not come. To accept one is quick, to serve it
 * is not: in each of its turns the event loop passes a few on, so that those who are served already
 * do not wait for a crowd at the door; and as all are here instead of in the kernel's queue, one
 * for which nobody will have time can be refused at once, not when it is too late. Confined to the
 * loop that accepts.
 */
final class WaitingRoom {

  private record Waiting(Channel connection, long since) {}

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final int atOnce;
  private boolean turnComes;

  /**
   * @param atOnce how many are passed on in a turn
   */
  WaitingRoom(int atOnce) {
    this.atOnce = atOnce;
  }

  /** One more; passed on with the next {@link #turn} that gets to it. */
  void enter(ChannelHandlerContext ctx, Channel connection) {
    queue.add(new Waiting(connection, now(ctx)));
  }

  /** For how many nanoseconds the next one has waited; 0 if nobody waits. */
  long waited(ChannelHandlerContext ctx) {
    Waiting next = queue.peek();
    return next == null ? 0 : now(ctx) - next.since();
  }

  /** Passes a few on, and the others in turns to come. */
  void turn(ChannelHandlerContext ctx) {
    if (!turnComes) {
      passOn(ctx, atOnce);
      planTurn(ctx);
    }
  }

  /** Passes all on. */
  void empty(ChannelHandlerContext ctx) {
    passOn(ctx, queue.size());
  }

  /** Closes all. */
  void discard() {
    queue.forEach(waiting -> waiting.connection().unsafe().closeForcibly());
    queue.clear();
  }

  private void passOn(ChannelHandlerContext ctx, int most) {
    for (int i = 0; i < most && !queue.isEmpty(); i++) {
      ctx.fireChannelRead(queue.remove().connection());
    }
  }

  private void planTurn(ChannelHandlerContext ctx) {
    turnComes = !queue.isEmpty();
    if (turnComes) {
      // what is scheduled, other than what is executed, comes after what the sockets have to say
      ctx.executor().schedule(() -> plannedTurn(ctx), 0, TimeUnit.NANOSECONDS);
    }
  }

  private void plannedTurn(ChannelHandlerContext ctx) {
    turnComes = false;
    turn(ctx);
  }

  private static long now(ChannelHandlerContext ctx) {
    return ctx.executor().ticker().nanoTime();
  }
}
