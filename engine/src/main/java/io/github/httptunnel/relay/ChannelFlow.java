package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.ReadRoom;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.function.IntSupplier;

/**
 * One direction between two Netty channels: at most one read and the sink's write-buffer mark are
 * held here.
 */
final class ChannelFlow extends Flow implements Waiting {

  private final Channel source;
  private final Channel sink;
  private final Backlog backlog = new Backlog();
  private boolean started;
  private boolean reading;
  private boolean leaving;

  ChannelFlow(Channel source, Channel sink, Ledger ledger) {
    super(ledger);
    this.source = source;
    this.sink = sink;
  }

  @Override
  void start() {
    started = true;
    if (ledger().isUnlimited() && sink instanceof EpollSocketChannel socket) {
      readAsMuchAs(() -> SendQueue.room(socket.fd()));
    }
    readIfTaken();
  }

  /** Keeps what still comes from its channel, which is about to lose its socket. */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** What has come since it is leaving. */
  ByteBuf left() {
    return backlog.takeAll(source.alloc());
  }

  /** Passes data on, or as much of it as may go; it is flushed by {@link #readComplete()}. */
  void data(ByteBuf data) {
    endIfNobodyIsThere();
    if (!isOpen()) {
      data.release();
      return;
    }
    long now = ledger().now();
    ledger().arrived(now);
    if (leaving || !backlog.isEmpty()) {
      backlog.add(data);
      return;
    }
    int wanted = data.readableBytes();
    int given = wanted == 0 ? 0 : ledger().admit(wanted, now);
    if (given == wanted) {
      write(data, given, now);
    } else {
      backlog.add(data);
      ledger().hold(now);
      if (given > 0) {
        write(backlog.take(given), given, now);
      }
      if (isOpen()) {
        await(backlog.next(), this::resume, now);
      }
    }
  }

  /** The source has delivered what it had. */
  void readComplete() {
    reading = false;
    if (isOpen()) {
      sink.flush();
      readIfTaken();
    }
  }

  /** The sink may take more. */
  void sinkWritable() {
    readIfTaken();
  }

  /** Reads, as was wanted some time ago. */
  @Override
  public void go() {
    if (isOpen()) {
      source.read();
    }
  }

  /** The source's message is complete. */
  void completeMessage(Told told) {
    last(() -> send(Unpooled.EMPTY_BUFFER, told));
  }

  @Override
  boolean isEmpty() {
    return backlog.isEmpty();
  }

  @Override
  boolean isBlocked() {
    return !sink.isWritable();
  }

  @Override
  long held() {
    ChannelOutboundBuffer queue = sink.unsafe().outboundBuffer();
    return backlog.held() + (queue == null ? 0 : queue.totalPendingWriteBytes());
  }

  @Override
  void dropHeld() {
    backlog.clear();
  }

  @Override
  void releaseAll() {
    dropHeld();
    readAsMuchAs(ReadRoom.NONE);
  }

  @Override
  void sendEnd(Told told) {
    send(EndOfStream.INSTANCE, told);
  }

  private void readAsMuchAs(IntSupplier room) {
    if (source.config().getRecvByteBufAllocator() instanceof ReadRoom reads) {
      reads.set(room);
    }
  }

  private void send(Object message, Told told) {
    sink.writeAndFlush(message).addListener(sent -> told.told(sent.isSuccess()));
  }

  private void resume() {
    endIfNobodyIsThere();
    long now = ledger().now();
    while (!backlog.isEmpty()) {
      int given = ledger().admit(backlog.next(), now);
      if (given == 0) {
        await(backlog.next(), this::resume, now);
        break;
      }
      write(backlog.take(given), given, now);
    }
    sink.flush();
    if (backlog.isEmpty()) {
      ledger().unhold(now);
    }
    ledger().excuse(now);
    if (backlog.isEmpty() && sink.isOpen()) {
      passedOn();
      readIfTaken();
    }
  }

  /** A sink that finished and then closed: its late reset ends the relay in a moment. */
  private void endIfNobodyIsThere() {
    if (!sink.isOpen()) {
      end(StreamEnd.CUT);
    }
  }

  private void write(ByteBuf data, int count, long now) {
    // no void promise: TLS would drop the news of a failure with it
    sink.write(data).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    ledger().passed(count, now);
  }

  private void readIfTaken() {
    if (started && !reading && isOpen() && backlog.isEmpty() && sink.isWritable()) {
      reading = true;
      if (ledger().turn().take()) {
        source.read();
      } else {
        ledger().turn().await(this);
      }
    }
  }
}
