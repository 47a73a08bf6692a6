package io.github.httptunnel.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * Writes as much as the socket takes; what it is does not matter.
 *
 * @param quota counts what was written; once it is used up the tunnel is left alone
 */
record Flood(Wire wire, Quota quota) implements Activity {

  @Override
  public int interest() {
    return SelectionKey.OP_WRITE;
  }

  @Override
  public void ready() throws IOException {
    ByteBuffer scratch = wire.loop().scratch().clear();
    scratch.limit((int) Math.min(scratch.capacity(), quota.left()));
    quota.take(wire.write(scratch));
    if (quota.left() == 0 && wire.isFlushed()) {
      wire.become(new Rest());
    }
  }
}
