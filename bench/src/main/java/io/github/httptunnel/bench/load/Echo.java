package io.github.httptunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Sends back what comes, and reads no further before all of that has left. */
final class Echo implements Activity {

  private static final int CAPACITY = 4096;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);

  @Override
  public int interest() {
    return SelectionKey.OP_READ;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    if (key.isReadable() && channel.read(buffer) < 0) {
      throw new EOFException();
    }
    channel.write(buffer.flip());
    buffer.compact();
    key.interestOps(buffer.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
  }
}
