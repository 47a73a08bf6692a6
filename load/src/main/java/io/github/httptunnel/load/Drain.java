package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * Reads and forgets.
 *
 * @param quota counts what was read; once it is used up the tunnel is left alone
 */
record Drain(Wire wire, Quota quota) implements Activity {

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
    if (!quota.take(read)) {
      wire.become(new Rest());
    }
  }
}
