package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
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
 *   <li>whatever the proxy ends itself, it ends with resets;
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
  private final Silence silence;
  private final Promise<RelayResult> done;
  private final RelayHandler clientEnd;
  private final RelayHandler targetEnd;
  private @Nullable Side firstFinished;
  private @Nullable Future<?> check;
  private @Nullable Throwable fault;
  private int delivered;

  /**
   * @param upstreamPolicy for client to target
   * @param downstreamPolicy for target to client
   */
  public ChannelRelay(
      Channel client, Channel target, RelayPolicy upstreamPolicy, RelayPolicy downstreamPolicy) {
    this.client = client;
    this.target = target;
    this.loop = client.eventLoop();
    this.upstream = new Flow(client, target);
    this.downstream = new Flow(target, client);
    this.silence = new Silence(upstreamPolicy, downstreamPolicy, now());
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
    silence.byteAt(now());
    upstream.start();
    downstream.start();
    watchSilence();
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

  void moved() {
    silence.byteAt(now());
  }

  /** The side will send nothing more. */
  void finished(Side side, Flow from) {
    if (done.isDone() || !from.isOpen()) {
      return;
    }
    if (firstFinished == null) {
      firstFinished = side;
      silence.halfClosedAt(now());
      watchSilence();
    }
    from.finish().addListener(told -> delivered(side, told));
  }

  /** The protocol on the side's channel has something to say. */
  void signalled(Side side, Flow from, RelaySignal signal) {
    if (done.isDone()) {
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
    boolean late = !from.isOpen();
    from.end(StreamEnd.RESET);
    if (late) {
      loop.schedule(() -> end(CloseReason.RESET, side), LATE_RESET_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      end(CloseReason.RESET, side);
    }
  }

  private void watchSilence() {
    if (check != null) {
      check.cancel(false);
    }
    long wait = silence.check(now());
    if (wait == 0) {
      end(
          silence.endedByHalfClose() ? CloseReason.HALF_CLOSE_TIMEOUT : CloseReason.IDLE_TIMEOUT,
          Side.PROXY);
    } else if (wait != Long.MAX_VALUE && !done.isDone()) {
      check = loop.schedule(this::watchSilence, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void end(CloseReason reason, Side by) {
    if (done.isDone()) {
      return;
    }
    complete(new Ending.Closed(reason, by));
    resetConnection(client);
    resetConnection(target);
  }

  private void complete(Ending ending) {
    if (check != null) {
      check.cancel(false);
    }
    upstream.end(StreamEnd.CUT);
    downstream.end(StreamEnd.CUT);
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
