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
  private final Content content;
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
    this.content = new Content();
  }

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  void begin() throws IOException {
    content.write(message.clear());
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
    if (!content.matches(wire.loop().scratch().flip(), received)) {
      throw new IOException("what came back is not what was sent");
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
