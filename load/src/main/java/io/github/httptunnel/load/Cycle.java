package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Opens a tunnel, has one message sent back, awaits the tunnel's end from the origin, and opens the
 * next. An operation takes until the message is back: some proxies say yes before they have
 * dialled.
 */
final class Cycle extends Worker {

  private final Loop loop;
  private final Route route;
  private final @Nullable InetAddress from;
  private final Pace pace;

  /** The mode, and the message right behind it. */
  private final byte[] message = new byte[1 + Mode.ONCE_BYTES];

  Cycle(Loop loop, Route route, @Nullable InetAddress from, Pace pace) {
    this.loop = loop;
    this.route = route;
    this.from = from;
    this.pace = pace;
    message[0] = Mode.ONCE.code();
  }

  @Override
  void begin() throws IOException {
    Opening.start(loop, route, from, this::opened);
  }

  private void opened(Wire wire) throws IOException {
    wire.become(new Answer(wire));
    wire.send(message);
  }

  private final class Answer implements Activity {

    private final Wire wire;
    private int received;

    private Answer(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int interest() {
      return SelectionKey.OP_READ;
    }

    @Override
    public void ready() throws IOException {
      int read = wire.read();
      if (read > 0) {
        take(read);
      } else if (read < 0) {
        end();
      }
    }

    private void take(int read) {
      received += read;
      if (received == Mode.ONCE_BYTES) {
        pace.done(Cycle.this, System.nanoTime());
      }
    }

    private void end() throws IOException {
      wire.close();
      if (received != Mode.ONCE_BYTES) {
        throw new EOFException(
            "it was closed after " + received + " bytes (expected: " + Mode.ONCE_BYTES + ")");
      }
      pace.next(Cycle.this, System.nanoTime());
    }
  }
}
