package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Side;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * One side that is a socket registered with epoll by itself, level-triggered: it is told of while
 * something is wanted of it and it can do that. Of a socket whose peer has gone for good Netty says
 * that it is not connected yet, which is no {@link IOException}.
 */
final class SocketEnd implements End, EpollIoHandle, Waiting {

  /** What {@link #read} gives at the end of the stream. */
  static final int END = -1;

  /** What {@link #write} gives when the socket takes nothing any more. */
  static final int BROKEN = -1;

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NOTSENT_LOWAT = 25;

  private final Relay relay;
  private final Side side;
  private final Socket socket;
  private final Permit place;
  private @Nullable IoRegistration registration;
  private @Nullable SocketFlow from;
  private @Nullable SocketFlow to;
  private @Nullable EpollIoOps told;
  private int unsentKept;
  private boolean reads;
  private boolean writes;
  private boolean broken;

  /** What it was told of while it waits for its turn; 0 while it does not. */
  private int ready;

  /** Waits, and epoll need not tell of it again. */
  private boolean parked;

  /**
   * @param place what the socket takes up until it is closed
   */
  SocketEnd(Relay relay, Side side, Socket socket, Permit place) {
    this.relay = relay;
    this.side = side;
    this.socket = socket;
    this.place = place;
  }

  void registered(IoRegistration with) {
    registration = with;
  }

  /** The direction from here to the other end. */
  SocketFlow flowTo(SocketEnd other, Ledger ledger, LoopBuffers buffers) {
    SocketFlow flow = new SocketFlow(this, other, ledger, buffers);
    from = flow;
    other.to = flow;
    return flow;
  }

  /** Whether to tell of bytes that can be read. */
  void wantRead(boolean wanted) {
    reads = wanted;
    want();
  }

  /** Whether to tell when bytes can be written. */
  void wantWrite(boolean wanted) {
    writes = wanted;
    want();
  }

  /** Whether it takes no more, and somebody waits for that. */
  boolean wantsWrite() {
    return writes;
  }

  /** The peer will send nothing more. */
  void finished() {
    relay.finished(side, from());
  }

  /**
   * Reads into memory.
   *
   * @return how many bytes, none if there are none or the socket failed, or {@link #END}
   */
  int read(ByteBuffer memory, int most) {
    try {
      return socket.read(memory, 0, most);
    } catch (IOException | NotYetConnectedException failed) {
      fail();
      return 0;
    }
  }

  /**
   * Writes from memory.
   *
   * @return how many bytes the kernel took, or {@link #BROKEN}
   */
  int write(ByteBuffer memory, int from, int to) {
    if (broken) {
      return BROKEN;
    }
    try {
      return socket.write(memory, from, to);
    } catch (IOException | NotYetConnectedException failed) {
      fail();
      return BROKEN;
    }
  }

  /**
   * How many bytes the kernel takes at least, where it is to keep so many that are not sent. {@code
   * EPOLLOUT} then tells when half of that has gone.
   */
  int room(int unsent) {
    try {
      if (unsent != unsentKept) {
        socket.setIntOpt(IPPROTO_TCP, TCP_NOTSENT_LOWAT, unsent);
        unsentKept = unsent;
      }
      return (int) Math.max(unsent - SendQueue.unsent(socket), 0);
    } catch (IOException | NotYetConnectedException gone) {
      // whoever writes will see it
      return unsent;
    }
  }

  /** Sends a FIN behind all that was written; whether the socket still took it. */
  boolean finish() {
    try {
      socket.shutdown(false, true);
      return true;
    } catch (IOException | NotYetConnectedException gone) {
      return false;
    }
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }

  @Override
  public void handle(IoRegistration with, IoEvent event) {
    SocketFlow comes = from;
    SocketFlow goes = to;
    if (comes == null || goes == null) {
      return;
    }
    int told = ((EpollIoEvent) event).ops().value();
    Turn turn = comes.ledger().turn();
    if (ready != 0) {
      park(told);
    } else if (turn.take()) {
      work(comes, goes, told);
    } else {
      ready = told;
      turn.await(this);
    }
  }

  /** Epoll would go on to tell of what waits. */
  private void park(int told) {
    ready |= told;
    parked = true;
    want();
  }

  @Override
  public void go() {
    int told = ready;
    ready = 0;
    if (from != null && to != null) {
      work(from, to, told);
    }
    if (parked) {
      parked = false;
      want();
    }
  }

  private void work(SocketFlow comes, SocketFlow goes, int told) {
    try {
      if (writes && Readiness.toWrite(told)) {
        goes.sinkWritable();
      }
      if (reads && Readiness.toRead(told)) {
        comes.readable();
      }
      // who reads or writes has met the error by itself
      if (Readiness.isFailure(told) && !reads && !writes && socket.isOpen()) {
        fail();
      }
    } catch (RuntimeException | Error fault) {
      relay.broken(side, comes, goes, fault);
    }
  }

  /** The socket failed, as seen by whoever used it. */
  void fail() {
    if (!broken) {
      broken = true;
      reads = false;
      writes = false;
      want();
      relay.reset(side, from());
    }
  }

  @Override
  public boolean isOpen() {
    return !broken && socket.isOpen();
  }

  @Override
  public void reset() {
    if (socket.isOpen()) {
      try {
        socket.setSoLinger(0);
      } catch (IOException alreadyReset) {
        // then the peer has it, and no farewell is due
      }
      close();
    }
  }

  @Override
  public void close() {
    if (socket.isOpen()) {
      closeSocket();
      // epoll forgets a descriptor that is closed; this is for the loop's own book
      leaveLoop();
      relay.reset(side, from());
    }
  }

  @Override
  public void release() {
    leaveLoop();
  }

  /** Nothing is queued here that the kernel would take. */
  @Override
  public void flush() {}

  @Override
  public long undelivered() {
    return socket.isOpen() && to != null ? to.waiting() + SendQueue.unacknowledged(socket) : 0;
  }

  private SocketFlow from() {
    if (from == null) {
      throw new IllegalStateException("nothing is carried yet");
    }
    return from;
  }

  private void want() {
    EpollIoOps wanted = parked ? Readiness.ERRORS_ONCE : Readiness.of(reads, writes);
    if (!wanted.equals(told) && registration != null && socket.isOpen()) {
      told = wanted;
      registration.submit(wanted);
    }
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException lastWordFailed) {
      // closed it is in any case
    }
    place.release();
  }

  private void leaveLoop() {
    if (registration != null) {
      registration.cancel();
      registration = null;
    }
  }
}
