package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * One direction: what the source sends is written to the sink, and the source is read only while
 * the sink takes it. At most one read and the sink's write-buffer mark are held here.
 */
final class Flow {

  private final Channel source;
  private final Channel sink;
  private long bytes;
  private long reads;
  private boolean started;
  private boolean reading;
  private @Nullable StreamEnd ended;

  Flow(Channel source, Channel sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Begins to ask for data. */
  void start() {
    started = true;
    readIfTaken();
  }

  /** Passes data on; it is flushed by {@link #readComplete()}. */
  void data(ByteBuf data) {
    if (ended != null) {
      data.release();
      return;
    }
    bytes += data.readableBytes();
    reads++;
    // no void promise: TLS would drop the news of a failure with it
    sink.write(data).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
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
    ended = StreamEnd.FINISHED;
    return sink.writeAndFlush(EndOfStream.INSTANCE);
  }

  /** The source's message is complete; the future completes when all of it has gone out. */
  ChannelFuture completeMessage() {
    ended = StreamEnd.FINISHED;
    return sink.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  /** Ends this direction, if it is still open. */
  void end(StreamEnd how) {
    if (ended == null) {
      ended = how;
    }
  }

  boolean isOpen() {
    return ended == null;
  }

  /** What was carried; an open direction counts as cut. */
  DirectionStats stats() {
    return new DirectionStats(bytes, reads, ended == null ? StreamEnd.CUT : ended);
  }

  private void readIfTaken() {
    if (started && !reading && ended == null && sink.isWritable()) {
      reading = true;
      source.read();
    }
  }
}
