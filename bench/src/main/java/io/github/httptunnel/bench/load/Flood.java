package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * Writes as much as the socket takes.
 *
 * @param scratch shared by all sockets of a loop; its content does not matter
 * @param tally counts what was written
 */
record Flood(ByteBuffer scratch, Tally tally) implements Activity {

  @Override
  public int interest() {
    return SelectionKey.OP_WRITE;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    tally.add(((SocketChannel) key.channel()).write(scratch.clear()));
  }
}
