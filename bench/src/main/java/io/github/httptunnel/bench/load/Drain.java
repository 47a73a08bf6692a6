package io.github.httptunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * Reads and forgets.
 *
 * @param scratch shared by all sockets of a loop
 * @param tally counts what was read
 */
record Drain(ByteBuffer scratch, Tally tally) implements Activity {

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    int read = ((SocketChannel) key.channel()).read(scratch.clear());
    if (read < 0) {
      throw new EOFException();
    }
    tally.add(read);
  }
}
