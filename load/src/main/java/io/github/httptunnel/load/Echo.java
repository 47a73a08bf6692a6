package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Sends back what comes, and reads no further before all of that has left. */
final class Echo implements Activity {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire wire;

  /** What the socket did not take at once. */
  private ByteBuffer left = NOTHING;

  Echo(Wire wire) {
    this.wire = wire;
  }

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  public void ready() throws IOException {
    if (left.hasRemaining()) {
      wire.write(left);
    } else if (wire.read() < 0) {
      throw new EOFException("it was closed");
    } else {
      ByteBuffer scratch = wire.loop().scratch().flip();
      wire.write(scratch);
      left = scratch.hasRemaining() ? copyOf(scratch) : NOTHING;
    }
    wire.watch(left.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private static ByteBuffer copyOf(ByteBuffer rest) {
    return ByteBuffer.allocate(rest.remaining()).put(rest).flip();
  }
}
