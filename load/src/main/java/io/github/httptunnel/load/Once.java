package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * Sends back one message and ends the tunnel. Whoever ends a connection first keeps its port for a
 * minute: here that is the one that listens, so that nobody who dials runs out of ports.
 */
final class Once implements Activity {

  private final Wire wire;
  private int received;

  Once(Wire wire) {
    this.wire = wire;
  }

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  public void ready() throws IOException {
    int read = wire.read();
    if (read < 0) {
      throw new EOFException("it was closed");
    }
    take(wire.loop().scratch().flip());
  }

  /** Takes a part of the message. */
  void take(ByteBuffer part) throws IOException {
    received += part.remaining();
    wire.write(part);
    if (received >= Mode.ONCE_BYTES) {
      wire.close();
    }
  }
}
