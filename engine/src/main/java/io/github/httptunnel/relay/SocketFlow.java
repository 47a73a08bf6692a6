package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two sockets. Bytes are read into a buffer of the event loop and written at
 * once; only what the sink does not take, or what may not go on yet, is kept here. A direction that
 * fills the buffer again and again goes through a pipe instead, without being copied.
 */
final class SocketFlow extends Flow {

  private final SocketEnd source;
  private final SocketEnd sink;
  private final LoopBuffers buffers;
  private final Strides strides = new Strides();

  /** Bytes that have been read; the first {@link #granted} of them may go on. */
  private @Nullable ByteBuf rest;

  private int granted;
  private boolean borrowsPipe;

  SocketFlow(SocketEnd source, SocketEnd sink, Ledger ledger, LoopBuffers buffers) {
    super(ledger);
    this.source = source;
    this.sink = sink;
    this.buffers = buffers;
  }

  @Override
  void start() {
    source.wantRead(true);
  }

  /** Begins with bytes that came from the source before; released here. */
  void startWith(ByteBuf first) {
    if (first.isReadable()) {
      rest = first;
      advance();
    } else {
      first.release();
      start();
    }
  }

  /** The source has bytes, or its end, or an error. */
  void readable() {
    if (!isOpen() || rest != null) {
      source.wantRead(false);
      return;
    }
    Pipe pipe = pipeIfWorthIt();
    int most = most();
    if (most < Strides.SMALLEST) {
      // what is read must go on: the more at once, the more a sink that stalls would leave here
      source.wantRead(false);
      sink.wantWrite(true);
      return;
    }
    int count = pipe == null ? source.read(buffers.memory(), most) : pipe.fill(source, most);
    if (count > 0) {
      pass(pipe, count, ledger().now());
    } else if (count == SocketEnd.END) {
      source.wantRead(false);
      source.finished();
    }
  }

  /** The sink takes more. */
  void sinkWritable() {
    if (granted > 0) {
      advance();
    } else {
      sink.wantWrite(false);
      source.wantRead(isOpen() && rest == null);
    }
  }

  /** Bytes that may go on and that the sink did not take yet. */
  int waiting() {
    return granted;
  }

  @Override
  boolean isEmpty() {
    return rest == null;
  }

  @Override
  boolean isBlocked() {
    return sink.wantsWrite();
  }

  @Override
  long held() {
    return rest == null ? 0 : rest.capacity();
  }

  @Override
  void dropHeld() {
    if (rest != null && granted > 0) {
      rest.writerIndex(rest.readerIndex() + granted);
    } else {
      releaseRest();
    }
  }

  @Override
  void releaseAll() {
    releaseRest();
    returnPipe();
  }

  @Override
  void sendEnd(Told told) {
    told.told(sink.finish());
  }

  private int most() {
    int stride = strides.most();
    if (stride == Strides.SMALLEST || !ledger().isUnlimited()) {
      return Strides.SMALLEST;
    }
    return Math.min(stride, sink.room(Math.max(stride, Strides.LARGEST_COPY)));
  }

  private void pass(@Nullable Pipe pipe, int count, long now) {
    ledger().arrived(now);
    int given = pipe == null ? ledger().admit(count, now) : count;
    int sent = pipe == null ? write(given) : pipe.drain(sink);
    if (sent == SocketEnd.BROKEN) {
      nobodyIsThere();
      return;
    }
    strides.moved(count, given - sent);
    if (sent < count) {
      rest = pipe == null ? buffers.copy(sent, count) : pipe.take();
      granted = given - sent;
      source.wantRead(false);
    }
    ledger().passed(sent, now);
    if (rest != null) {
      if (given < count) {
        ledger().hold(now);
      }
      waitForMore(now);
    }
  }

  private int write(int given) {
    return given == 0 ? 0 : sink.write(buffers.memory(), 0, given);
  }

  /** Moves on what is kept, as far as it may and the sink takes it. */
  private void advance() {
    long now = ledger().now();
    while (rest != null) {
      if (granted == 0) {
        granted = ledger().admit(rest.readableBytes(), now);
        if (granted == rest.readableBytes()) {
          ledger().unhold(now);
        }
        ledger().excuse(now);
      }
      if (granted == 0 || !sendGranted(rest, now)) {
        break;
      }
    }
    if (rest != null) {
      waitForMore(now);
    }
  }

  /** Whether the sink took all of it. */
  private boolean sendGranted(ByteBuf bytes, long now) {
    int begin = bytes.readerIndex();
    ByteBuffer memory = bytes.internalNioBuffer(begin, granted);
    int sent = sink.write(memory, memory.position(), memory.limit());
    if (sent == SocketEnd.BROKEN) {
      nobodyIsThere();
      return false;
    }
    bytes.skipBytes(sent);
    granted -= sent;
    boolean all = granted == 0;
    if (!bytes.isReadable()) {
      releaseRest();
    }
    ledger().passed(sent, now);
    if (rest == null) {
      sink.wantWrite(false);
      passedOn();
      source.wantRead(isOpen());
    }
    return all;
  }

  private void waitForMore(long now) {
    sink.wantWrite(granted > 0);
    if (granted == 0 && rest != null) {
      await(rest.readableBytes(), this::advance, now);
    }
  }

  /** The sink finished before and failed now: that ends the relay in a moment, if not already. */
  private void nobodyIsThere() {
    end(StreamEnd.CUT);
    releaseAll();
    source.wantRead(false);
  }

  private @Nullable Pipe pipeIfWorthIt() {
    if (!strides.areForPipe() || !ledger().isUnlimited()) {
      returnPipe();
      return null;
    }
    if (!borrowsPipe) {
      borrowsPipe = buffers.borrowPipe();
      if (!borrowsPipe) {
        strides.restart();
      }
    }
    return borrowsPipe ? buffers.pipe() : null;
  }

  private void returnPipe() {
    if (borrowsPipe) {
      borrowsPipe = false;
      buffers.returnPipe();
    }
  }

  private void releaseRest() {
    if (rest != null) {
      rest.release();
      rest = null;
      granted = 0;
    }
  }
}
