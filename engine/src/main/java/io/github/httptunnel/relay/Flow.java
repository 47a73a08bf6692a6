package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction: what the source sends is written to the sink, and the source is read only while
 * the sink takes it and the rules let it go. At most one read and the sink's write-buffer mark are
 * held here.
 */
final class Flow {

  private final Direction direction;
  private final Channel source;
  private final Channel sink;
  private final Ticker clock;
  private final TunnelRules rules;
  private final Gate gate;
  private final Consumer<CloseReason> broken;
  private final Backlog backlog = new Backlog();
  private long bytes;
  private long reads;
  private long excusedNanos;
  private boolean started;
  private boolean reading;
  private @Nullable StreamEnd ended;
  private @Nullable Runnable whenPassedOn;

  /**
   * @param broken told when bytes break a rule
   */
  Flow(
      Direction direction,
      Channel source,
      Channel sink,
      Ticker clock,
      TunnelRules rules,
      Gate gate,
      Consumer<CloseReason> broken) {
    this.direction = direction;
    this.source = source;
    this.sink = sink;
    this.clock = clock;
    this.rules = rules;
    this.gate = gate;
    this.broken = broken;
  }

  /** Begins to ask for data. */
  void start() {
    started = true;
    readIfTaken();
  }

  /** Passes data on, or as much of it as may go; it is flushed by {@link #readComplete()}. */
  void data(ByteBuf data) {
    endIfNobodyIsThere();
    if (ended != null) {
      data.release();
      return;
    }
    long now = now();
    reads++;
    rules.touched(now);
    if (!backlog.isEmpty()) {
      backlog.add(data, now);
      return;
    }
    int wanted = data.readableBytes();
    int given = wanted == 0 ? 0 : gate.admit(wanted, now);
    if (given == wanted) {
      write(data, given, now);
    } else {
      backlog.add(data, now);
      if (given > 0) {
        write(backlog.take(given, now), given, now);
      }
      if (ended == null) {
        await(now);
      }
    }
  }

  /** The source has delivered what it had. */
  void readComplete() {
    reading = false;
    if (ended == null) {
      sink.flush();
      readIfTaken();
    }
  }

  /** The sink may take more. */
  void sinkWritable() {
    readIfTaken();
  }

  /** The source finished; the future completes when the sink has been told behind all data. */
  ChannelFuture finish() {
    return last(EndOfStream.INSTANCE);
  }

  /** The source's message is complete; the future completes when all of it has gone out. */
  ChannelFuture completeMessage() {
    return last(Unpooled.EMPTY_BUFFER);
  }

  /** Ends this direction, if it is still open or something waits to be passed on. */
  void end(StreamEnd how) {
    end(how, now());
  }

  private void end(StreamEnd how, long now) {
    if (ended == null || !backlog.isEmpty()) {
      ended = how;
    }
    backlog.clear(now);
    // an end behind what is dropped here would make it look complete
    whenPassedOn = null;
  }

  /** The relay is over. */
  void close() {
    end(StreamEnd.CUT);
    gate.close();
  }

  Direction direction() {
    return direction;
  }

  boolean isOpen() {
    return ended == null;
  }

  /** Runs the action when nothing waits here any more, which may be now. */
  void whenPassedOn(Runnable action) {
    if (backlog.isEmpty()) {
      action.run();
    } else {
      Runnable before = whenPassedOn;
      whenPassedOn =
          () -> {
            if (before != null) {
              before.run();
            }
            action.run();
          };
    }
  }

  /** What this direction was kept from doing until now is no fault of the peers. */
  void excuse(long now) {
    long held = backlog.heldNanos(now);
    if (held > excusedNanos) {
      rules.excuse(direction, held - excusedNanos, now);
      excusedNanos = held;
    }
  }

  /** What was carried; an open direction counts as cut. */
  DirectionStats stats() {
    return new DirectionStats(
        bytes,
        reads,
        Duration.ofNanos(backlog.heldNanos(now())),
        ended == null ? StreamEnd.CUT : ended);
  }

  private ChannelFuture last(Object message) {
    ended = StreamEnd.FINISHED;
    ChannelPromise told = sink.newPromise();
    whenPassedOn(() -> sink.writeAndFlush(message, told));
    return told;
  }

  private void resume() {
    endIfNobodyIsThere();
    long now = now();
    while (!backlog.isEmpty()) {
      int given = gate.admit(backlog.next(), now);
      if (given == 0) {
        await(now);
        break;
      }
      write(backlog.take(given, now), given, now);
    }
    sink.flush();
    excuse(now);
    if (backlog.isEmpty() && sink.isOpen()) {
      Runnable next = whenPassedOn;
      whenPassedOn = null;
      if (next != null) {
        next.run();
      }
      readIfTaken();
    }
  }

  /** A sink that finished and then closed: its late reset ends the relay in a moment. */
  private void endIfNobodyIsThere() {
    if (!sink.isOpen()) {
      end(StreamEnd.CUT);
    }
  }

  private void await(long now) {
    if (gate.isPayloadSpent()) {
      end(StreamEnd.CUT, now);
      broken.accept(CloseReason.PAYLOAD);
    } else {
      gate.whenMore(backlog.next(), this::resume, now);
    }
  }

  private void write(ByteBuf data, int count, long now) {
    bytes += count;
    rules.passed(direction, count, now);
    // no void promise: TLS would drop the news of a failure with it
    sink.write(data).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    if (gate.isTooFast(count, now)) {
      broken.accept(CloseReason.TOO_FAST);
    }
  }

  private void readIfTaken() {
    if (started && !reading && ended == null && backlog.isEmpty() && sink.isWritable()) {
      reading = true;
      source.read();
    }
  }

  private long now() {
    return clock.nanoTime();
  }
}
