package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Dials several addresses of one target, each a little after the one before, and keeps the first
 * connection (RFC 8305 §5). Confined to its event loop.
 *
 * <p>Whatever way it ends (won, lost, deadline, cancelled), every other attempt is closed at once.
 */
final class AddressRace {

  /** Addresses dialled for one target; a name may have many more. */
  static final int MAX_ADDRESSES = 8;

  private final Dialer dialer;
  private final EventLoop loop;
  private final Duration attemptDelay;
  private final Queue<InetSocketAddress> waiting = new ArrayDeque<>();
  private final Set<ChannelFuture> running = new LinkedHashSet<>();
  private final Set<DialFailure> failures = EnumSet.noneOf(DialFailure.class);
  private final Promise<Result> promise;
  private @Nullable Future<?> nextDial;

  /** What came of it. */
  sealed interface Result {
    /** A connection that is the caller's from now on. */
    record Won(Channel channel, InetSocketAddress address) implements Result {}

    /** None, and the most telling reason. */
    record Lost(Refusal refusal) implements Result {}
  }

  /**
   * A race that has not begun.
   *
   * @param addresses best first, at least one; those beyond the bound are not dialled
   */
  AddressRace(
      Dialer dialer,
      EventLoop loop,
      Duration attemptDelay,
      Collection<InetSocketAddress> addresses) {
    this.dialer = dialer;
    this.loop = loop;
    this.attemptDelay = attemptDelay;
    this.promise = loop.newPromise();
    addresses.stream().limit(MAX_ADDRESSES).forEach(waiting::add);
  }

  /** Starts; the future always succeeds unless it is cancelled. */
  Future<Result> run(Duration timeout) {
    Future<?> deadline = loop.schedule(this::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    promise.addListener(_ -> {
      deadline.cancel(false);
      stop();
    });
    dialNext();
    return promise;
  }

  private void timeOut() {
    promise.trySuccess(new Result.Lost(new TimedOut(TimedOut.Wait.CONNECT)));
  }

  private void dialNext() {
    cancelTimer();
    InetSocketAddress address = waiting.remove();
    if (!waiting.isEmpty()) {
      nextDial = loop.schedule(this::dialNext, attemptDelay.toNanos(), TimeUnit.NANOSECONDS);
    }
    ChannelFuture attempt = dialer.dial(address, loop);
    running.add(attempt);
    attempt.addListener(_ -> finished(attempt, address));
  }

  private void finished(ChannelFuture attempt, InetSocketAddress address) {
    running.remove(attempt);
    boolean kept =
        attempt.isSuccess() && promise.trySuccess(new Result.Won(attempt.channel(), address));
    if (!kept) {
      Sockets.close(attempt.channel());
    }
    if (!promise.isDone()) {
      failures.add(DialFailure.of(attempt.cause()));
      goOn();
    }
  }

  private void goOn() {
    if (!waiting.isEmpty()) {
      dialNext();
    } else if (running.isEmpty()) {
      promise.trySuccess(new Result.Lost(failures.iterator().next().refusal()));
    }
  }

  private void stop() {
    cancelTimer();
    waiting.clear();
    List<ChannelFuture> losers = List.copyOf(running);
    running.clear();
    losers.forEach(loser -> Sockets.close(loser.channel()));
  }

  private void cancelTimer() {
    if (nextDial != null) {
      nextDial.cancel(false);
    }
  }
}
