package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Sends a message through a tunnel to an echo, and awaits all of it back. */
final class Ping extends Worker implements Activity {

  private final Wire wire;
  private final Pace pace;
  private final ByteBuffer message;
  private int received;

  /**
   * A tunnel for messages.
   *
   * @param size of a message, in bytes
   */
  Ping(Wire wire, Pace pace, int size) {
    this.wire = wire;
    this.pace = pace;
    this.message = ByteBuffer.allocateDirect(size).limit(0);
  }

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  void begin() throws IOException {
    message.clear();
    send();
  }

  private void send() throws IOException {
    if (message.hasRemaining()) {
      wire.write(message);
    }
    boolean sent = wire.isFlushed() && !message.hasRemaining();
    wire.watch(sent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  @Override
  public void ready() throws IOException {
    send();
    int read = wire.read();
    if (read < 0) {
      throw new EOFException("it was closed");
    }
    received += read;
    if (received > (isAway() ? message.capacity() : 0)) {
      throw new IOException("more came back than was sent");
    }
    if (isAway() && received == message.capacity()) {
      received = 0;
      long now = System.nanoTime();
      pace.done(this, now);
      pace.next(this, now);
    }
  }
}
