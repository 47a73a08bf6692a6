package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * One tunnel that is asked for, whatever becomes of it: opens it, has one message sent back, and
 * tells the {@link Verdicts} what it got. Confined to the loop's thread.
 */
final class Offer {

  private final Verdicts verdicts;
  private final long due;
  private boolean over;

  private Offer(Verdicts verdicts, long due) {
    this.verdicts = verdicts;
    this.due = due;
  }

  /**
   * Begins.
   *
   * @param due when it was to begin, by {@link System#nanoTime}: its time counts from then
   */
  static void start(
      Loop loop, Route route, @Nullable InetAddress from, Verdicts verdicts, long due) {
    Offer offer = new Offer(verdicts, due);
    verdicts.began();
    try {
      Opening.start(loop, route, from, offer::opened, offer::failed);
    } catch (IOException failed) {
      offer.failed(failed);
    }
  }

  private void opened(Wire wire) throws IOException {
    wire.become(new Answer(wire));
    byte[] message = new byte[1 + Mode.ONCE_BYTES];
    message[0] = Mode.ONCE.code();
    wire.send(message);
  }

  private void served() {
    if (!over) {
      over = true;
      verdicts.served(due, System.nanoTime());
    }
  }

  private void failed(IOException how) {
    if (!over) {
      over = true;
      verdicts.failed(how, due, System.nanoTime());
    }
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
      try {
        int read = wire.read();
        received += Math.max(read, 0);
        if (received >= Mode.ONCE_BYTES) {
          served();
        }
        if (read < 0) {
          failed(new IOException("it was closed after " + received + " bytes"));
          wire.close();
        }
      } catch (IOException end) {
        failed(end);
        throw end;
      }
    }
  }
}
