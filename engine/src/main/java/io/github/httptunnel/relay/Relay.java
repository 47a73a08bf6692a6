package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes between a client and a target that share an event loop, and their ends faithfully:
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
 * <p>It begins between two Netty channels; plain sockets leave theirs at the start ({@link
 * Handover}). Confined to the event loop, {@link #abort} excepted.
 */
public final class Relay {

  private final EventLoop loop;
  private final RelayLoop shared;
  private final RelayEngine engine;
  private final TunnelRules rules;
  private final Stalls stalls;
  private final Timer judgement;
  private final Promise<RelayResult> done;
  private End client;
  private End target;
  private Flow upstream;
  private Flow downstream;
  private @Nullable Side firstFinished;
  private @Nullable CloseReason verdict;
  private @Nullable Throwable fault;
  private int delivered;

  Relay(
      Channel client,
      Channel target,
      RelayRules rules,
      Portion portion,
      RelayLoop shared,
      RelayEngine engine) {
    Payload payload = new Payload(rules);
    this.loop = client.eventLoop();
    this.shared = shared;
    this.engine = engine;
    this.rules = new TunnelRules(rules, now());
    this.stalls = new Stalls(rules, now());
    ChannelFlow up = new ChannelFlow(client, target, ledger(Direction.UPSTREAM, payload, portion));
    ChannelFlow down =
        new ChannelFlow(target, client, ledger(Direction.DOWNSTREAM, payload, portion));
    this.judgement = new Timer(shared.wheel(), this::judge);
    this.done = loop.newPromise();
    this.client = new ChannelEnd(client, this, Side.CLIENT, up, down);
    this.target = new ChannelEnd(target, this, Side.TARGET, down, up);
    this.upstream = up;
    this.downstream = down;
  }

  private Ledger ledger(Direction direction, Payload payload, Portion portion) {
    Share share = portion.share(direction);
    Gate gate = new Gate(payload, rules.policy(direction), share, shared.wheel(), now());
    Turn turn = portion.turn().held();
    return new Ledger(direction, loop.ticker(), rules, gate, turn, shared.traffic(), this::breaks);
  }

  /** Puts the relay on both channels; nothing is read yet, but what falls in is passed on. */
  public void attach() {
    if (client instanceof ChannelEnd first && target instanceof ChannelEnd second) {
      first.attach();
      second.attach();
    }
  }

  /**
   * Begins to read both sides.
   *
   * @param alone run if the relay goes on with the sockets alone: nobody may use the channels then
   */
  public void start(Runnable alone) {
    rules.begin(now());
    if (engine == RelayEngine.CHANNEL || !Handover.begins(this, client, target, alone)) {
      upstream.start();
      downstream.start();
    }
    judge();
  }

  /** Goes on with the sockets alone, and what their channels had read last. */
  void takeOver(SocketEnd ofClient, ByteBuf fromClient, SocketEnd ofTarget, ByteBuf fromTarget) {
    SocketFlow up = ofClient.flowTo(ofTarget, upstream.ledger(), shared.buffers());
    SocketFlow down = ofTarget.flowTo(ofClient, downstream.ledger(), shared.buffers());
    upstream = up;
    downstream = down;
    client = ofClient;
    target = ofTarget;
    up.startWith(fromClient);
    down.startWith(fromTarget);
  }

  /** Completes, always successfully, when the relay has no more to do with the connections. */
  public Future<RelayResult> done() {
    return done;
  }

  /** How many bytes went on in this direction so far. */
  public long carried(Direction direction) {
    return (direction == Direction.UPSTREAM ? upstream : downstream).ledger().bytes();
  }

  /** How many bytes it holds in the memory of this process. */
  public long held() {
    return upstream.held() + downstream.held();
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
    from.finish(success -> delivered(side, success));
    from.whenPassedOn(() -> over(from));
    judge();
  }

  /** The direction is over, and what is asked of the other one may be due sooner. */
  private void over(Flow from) {
    rules.finished(from.ledger().direction(), now());
    judge();
  }

  /** The protocol on the side's channel has something to say. */
  void signalled(Side side, ChannelFlow from, RelaySignal signal) {
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
    if (Breakage.isOfTls(cause)) {
      // its TLS takes no more: what the other side sends from here on is lost
      to.end(StreamEnd.CUT);
    }
    if (Breakage.isOfConnection(cause)) {
      reset(side, from);
    } else {
      fault = cause;
      end(Breakage.reason(cause), Side.PROXY);
    }
  }

  /** The side was reset, or its connection is closed. */
  void reset(Side side, Flow from) {
    if (done.isDone()) {
      return;
    }
    if (from.isOpen()) {
      from.end(StreamEnd.RESET);
      end(CloseReason.RESET, side);
    } else {
      from.whenPassedOn(() ->
          loop.schedule(
              () -> end(CloseReason.RESET, side),
              Breakage.LATE_RESET_MILLIS,
              TimeUnit.MILLISECONDS));
    }
  }

  private void delivered(Side side, boolean told) {
    if (done.isDone()) {
      return;
    }
    Flow back = side == Side.CLIENT ? downstream : upstream;
    // one that finished and is gone has closed, as most clients do: the other's goodbye is no loss
    if (!told && back.isOpen()) {
      reset(side == Side.CLIENT ? Side.TARGET : Side.CLIENT, back);
    } else if (++delivered == 2 && firstFinished != null) {
      complete(new Ending.Closed(CloseReason.END_OF_STREAM, firstFinished));
      client.close();
      target.close();
    }
  }

  private void messageOver(Side side, ChannelFlow from, boolean settles) {
    if (!from.isOpen() || !(target instanceof ChannelEnd end)) {
      return;
    }
    Side first = firstFinished == null ? side : firstFinished;
    firstFinished = first;
    from.completeMessage(told -> {
      if (settles && !done.isDone() && told) {
        client.release();
        end.release();
        complete(new Ending.Exchanged(first, end.channel()));
      }
    });
    from.whenPassedOn(() -> over(from));
  }

  /** Ends with the client's connection unharmed: somebody else will say the last word on it. */
  private void handBack(Ending ending) {
    if (!client.isOpen()) {
      end(CloseReason.RESET, Side.CLIENT);
      return;
    }
    client.release();
    target.release();
    target.reset();
    complete(ending);
  }

  private void judge() {
    if (done.isDone()) {
      return;
    }
    upstream.ledger().excuse(now());
    downstream.ledger().excuse(now());
    CloseReason broken = stalls.or(rules.judge(now()), upstream, target, downstream, client, now());
    if (broken == CloseReason.IDLE_TIMEOUT) {
      client.overdue();
    }
    if (broken != null) {
      end(broken, Side.PROXY);
    } else {
      judgement.set(Math.min(rules.judgeAt(), stalls.lookAt()));
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
      new LastBytes(client, target, loop.ticker(), shared.wheel(), () -> end(rule, Side.PROXY))
          .flush();
    }
  }

  private void end(CloseReason reason, Side by) {
    if (done.isDone()) {
      return;
    }
    complete(
        verdict == null ? new Ending.Closed(reason, by) : new Ending.Closed(verdict, Side.PROXY));
    client.reset();
    target.reset();
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
}
