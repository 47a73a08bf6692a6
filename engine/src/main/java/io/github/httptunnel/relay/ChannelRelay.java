package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes between two Netty channels of one event loop, and their ends faithfully:
 *
 * <ul>
 *   <li>data is read only while the other side takes it;
 *   <li>a side that has finished sending is finished on the other side too, behind all its data,
 *       while the opposite direction goes on;
 *   <li>a reset is passed on as a reset, so that a truncated stream never looks complete;
 *   <li>whatever the proxy ends itself, it ends with resets; what has been passed on within {@code
 *       max_total_payload} arrives before that;
 *   <li>protocols on the channels that exchange messages say so with {@link RelaySignal}s, and get
 *       the channels back when both messages are over.
 * </ul>
 *
 * <p>Confined to the channels' event loop, {@link #abort} excepted.
 */
public final class ChannelRelay {

  /**
   * A side that finished and then resets cannot mean what it already delivered: the other side gets
   * this long to take that before it is reset as well.
   */
  private static final long LATE_RESET_MILLIS = 1000;

  private final Channel client;
  private final Channel target;
  private final EventLoop loop;
  private final Flow upstream;
  private final Flow downstream;
  private final TunnelRules rules;
  private final Wheel wheel;
  private final Timer judgement;
  private final Promise<RelayResult> done;
  private final RelayHandler clientEnd;
  private final RelayHandler targetEnd;
  private @Nullable Side firstFinished;
  private @Nullable CloseReason verdict;
  private @Nullable Throwable fault;
  private int delivered;

  ChannelRelay(
      Channel client,
      Channel target,
      RelayRules rules,
      Share upstreamShare,
      Share downstreamShare,
      Wheel wheel) {
    Payload payload = new Payload(rules);
    this.client = client;
    this.target = target;
    this.loop = client.eventLoop();
    this.wheel = wheel;
    this.rules = new TunnelRules(rules, now());
    this.upstream =
        new Flow(
            Direction.UPSTREAM,
            client,
            target,
            loop.ticker(),
            this.rules,
            new Gate(payload, rules.upstream(), upstreamShare, wheel, now()),
            this::breaks);
    this.downstream =
        new Flow(
            Direction.DOWNSTREAM,
            target,
            client,
            loop.ticker(),
            this.rules,
            new Gate(payload, rules.downstream(), downstreamShare, wheel, now()),
            this::breaks);
    this.judgement = new Timer(wheel, this::judge);
    this.done = loop.newPromise();
    this.clientEnd = new RelayHandler(this, Side.CLIENT, upstream, downstream);
    this.targetEnd = new RelayHandler(this, Side.TARGET, downstream, upstream);
  }

  /** Puts the relay on both channels; nothing is read yet, but what falls in is passed on. */
  public void attach() {
    client.pipeline().addLast(clientEnd);
    target.pipeline().addLast(targetEnd);
  }

  /** Begins to read both sides. */
  public void start() {
    rules.begin(now());
    upstream.start();
    downstream.start();
    judge();
  }

  /** Completes, always successfully, when the relay has no more to do with the channels. */
  public Future<RelayResult> done() {
    return done;
  }

  /** Ends the relay for a reason of the proxy's own. From any thread. */
  public void abort(CloseReason reason) {
    if (loop.inEventLoop()) {
      end(reason, Side.PROXY);
    } else {
      loop.execute(() -> end(reason, Side.PROXY));
    }
  }

  /** The side will send nothing more. */
  void finished(Side side, Flow from) {
    if (done.isDone() || !from.isOpen()) {
      return;
    }
    if (firstFinished == null) {
      firstFinished = side;
      rules.halfClosed(now());
    }
    from.finish().addListener(told -> delivered(side, told));
    from.whenPassedOn(() -> over(from));
    judge();
  }

  /** The direction is over, and what is asked of the other one may be due sooner. */
  private void over(Flow from) {
    rules.finished(from.direction(), now());
    judge();
  }

  /** The protocol on the side's channel has something to say. */
  void signalled(Side side, Flow from, RelaySignal signal) {
    if (done.isDone() || verdict != null) {
      return;
    }
    switch (signal) {
      case RelaySignal.EndOfMessage(boolean settles) -> messageOver(side, from, settles);
      case RelaySignal.CallOff(Refusal refusal) -> handBack(new Ending.CalledOff(refusal));
      case RelaySignal.BreakOff(CloseReason reason) -> end(reason, side);
      case RelaySignal.Stale() -> handBack(new Ending.Stale());
    }
  }

  /** Reading or writing the side failed. */
  void broken(Side side, Flow from, Flow to, Throwable cause) {
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      // its TLS takes no more: what the other side sends from here on is lost
      to.end(StreamEnd.CUT);
    }
    if (cause instanceof IOException || cause.getCause() instanceof IOException) {
      reset(side, from);
    } else {
      fault = cause;
      end(CloseReason.INTERNAL, Side.PROXY);
    }
  }

  /** The side's channel is closed. */
  void gone(Side side, Flow from) {
    reset(side, from);
  }

  private void delivered(Side side, Future<?> told) {
    if (done.isDone()) {
      return;
    }
    Flow back = side == Side.CLIENT ? downstream : upstream;
    // one that finished and is gone has closed, as most clients do: the other's goodbye is no loss
    if (!told.isSuccess() && back.isOpen()) {
      reset(side == Side.CLIENT ? Side.TARGET : Side.CLIENT, back);
    } else if (++delivered == 2 && firstFinished != null) {
      complete(new Ending.Closed(CloseReason.END_OF_STREAM, firstFinished));
      client.close();
      target.close();
    }
  }

  private void messageOver(Side side, Flow from, boolean settles) {
    if (!from.isOpen()) {
      return;
    }
    if (firstFinished == null) {
      firstFinished = side;
    }
    Side first = firstFinished;
    from.completeMessage()
        .addListener(told -> {
          if (settles && !done.isDone() && told.isSuccess()) {
            detach();
            complete(new Ending.Exchanged(first));
          }
        });
    from.whenPassedOn(() -> over(from));
  }

  /** Ends with the client's channel unharmed: somebody else will say the last word on it. */
  private void handBack(Ending ending) {
    if (!client.isActive()) {
      end(CloseReason.RESET, Side.CLIENT);
      return;
    }
    detach();
    resetConnection(target);
    complete(ending);
  }

  private void detach() {
    clientEnd.detach();
    targetEnd.detach();
  }

  private void reset(Side side, Flow from) {
    if (done.isDone()) {
      return;
    }
    if (from.isOpen()) {
      from.end(StreamEnd.RESET);
      end(CloseReason.RESET, side);
    } else {
      from.whenPassedOn(() ->
          loop.schedule(
              () -> end(CloseReason.RESET, side), LATE_RESET_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private void judge() {
    if (done.isDone()) {
      return;
    }
    upstream.excuse(now());
    downstream.excuse(now());
    CloseReason broken = rules.judge(now());
    if (broken != null) {
      end(broken, Side.PROXY);
    } else {
      judgement.set(rules.judgeAt());
    }
  }

  /** Bytes broke a rule. */
  private void breaks(CloseReason rule) {
    if (rule != CloseReason.PAYLOAD) {
      end(rule, Side.PROXY);
    } else if (verdict == null) {
      verdict = rule;
      upstream.end(StreamEnd.CUT);
      downstream.end(StreamEnd.CUT);
      new LastBytes(client, target, wheel, () -> end(rule, Side.PROXY)).flush();
    }
  }

  private void end(CloseReason reason, Side by) {
    if (done.isDone()) {
      return;
    }
    complete(
        verdict == null ? new Ending.Closed(reason, by) : new Ending.Closed(verdict, Side.PROXY));
    resetConnection(client);
    resetConnection(target);
  }

  private void complete(Ending ending) {
    judgement.cancel();
    upstream.close();
    downstream.close();
    done.setSuccess(new RelayResult(ending, upstream.stats(), downstream.stats(), fault));
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  /** Closes with RST, past all handlers: TLS would still say a polite goodbye. */
  private static void resetConnection(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.pipeline().firstContext().close();
    }
  }
}
