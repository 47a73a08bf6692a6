package io.github.httptunnel.limit;

import io.github.httptunnel.limit.ConnectCap.Answer;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.ConnectResult.Connected;
import io.github.httptunnel.tunnel.ConnectResult.Failed;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Dials in another way, as long as a {@link ConnectCap} has a place. Each dial holds its place
 * until it has an answer or is called off.
 */
public final class CappedConnector implements Connector {

  private static final ConnectResult FULL =
      new Failed(new Overloaded(Overloaded.Resource.CONNECTS), null);

  /** An answer within that time is a quick one. */
  private static final Duration QUICK = Duration.ofSeconds(1);

  /** A dial that was called off after that time would not have been answered. */
  private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Connector dials;
  private final ConnectCap cap;

  /**
   * @param cap shared by all connectors of the process
   */
  public CappedConnector(Connector dials, ConnectCap cap) {
    this.dials = dials;
    this.cap = cap;
  }

  @Override
  public Future<ConnectResult> connect(TunnelRequest request, EventLoop loop) {
    Host target = request.target().host();
    if (!cap.take(target)) {
      return loop.newSucceededFuture(FULL);
    }
    long begun = loop.ticker().nanoTime();
    try {
      Future<ConnectResult> dial = dials.connect(request, loop);
      dial.addListener(_ -> {
        long now = loop.ticker().nanoTime();
        cap.give(target, answer(dial, now - begun), now);
      });
      return dial;
    } catch (RuntimeException | Error fault) {
      cap.give(target, Answer.NEITHER, begun);
      throw fault;
    }
  }

  private static Answer answer(Future<ConnectResult> dial, long nanos) {
    if (!dial.isSuccess()) {
      return dial.isCancelled() && nanos >= GIVEN_UP_NANOS ? Answer.SLOW : Answer.NEITHER;
    }
    return switch (dial.getNow()) {
      case Connected(_, _, _, Duration took) ->
          took.compareTo(QUICK) <= 0 ? Answer.QUICK : Answer.NEITHER;
      case Failed(TimedOut(var waitedFor), _, _) ->
          waitedFor == TimedOut.Wait.CONNECT ? Answer.SLOW : Answer.NEITHER;
      case Failed(Unreachable _, _, _) -> nanos <= QUICK.toNanos() ? Answer.QUICK : Answer.NEITHER;
      case Failed _ -> Answer.NEITHER;
    };
  }
}
