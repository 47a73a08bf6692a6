package io.github.httptunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends a message, waits until all of it has come back, and sends the next, on a blocking channel
 * and a thread of its own.
 *
 * <p>Back to back, quick phases hold far more messages than slow ones, and percentiles are mostly
 * theirs. With an interval the messages are spread over the time.
 *
 * @param channel leads to an origin that echoes
 * @param interval the least time from one message to the next; zero for back to back
 * @param window what began in it counts
 */
record PingPong(SocketChannel channel, Duration interval, Window window)
    implements Callable<Histogram> {

  private static final int MESSAGE = 64;
  private static final long LONGEST_NANOS = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  /**
   * Goes on until the window is over. A message that is still away when somebody closes the channel
   * counts with the time that it had taken by then: it is the one that waited longest.
   *
   * @return round trips in nanoseconds
   */
  @Override
  public Histogram call() throws IOException {
    Histogram roundTrips = new Histogram(LONGEST_NANOS, DIGITS);
    ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE);
    long now = System.nanoTime();
    for (boolean open = true; open && !window.isOver(now); ) {
      long sent = now;
      open = exchange(message);
      now = System.nanoTime();
      if (window.hasBegun(sent)) {
        roundTrips.recordValue(now - sent);
      }
      now = await(sent + interval.toNanos(), now);
    }
    return roundTrips;
  }

  private static long await(long time, long now) {
    long reached = now;
    while (reached - time < 0) {
      LockSupport.parkNanos(time - reached);
      reached = System.nanoTime();
    }
    return reached;
  }

  private boolean exchange(ByteBuffer message) throws IOException {
    try {
      channel.write(message.clear());
      message.clear();
      while (message.hasRemaining()) {
        if (channel.read(message) < 0) {
          throw new EOFException("the tunnel of the messages ended while it was measured");
        }
      }
      return true;
    } catch (ClosedChannelException _) {
      return false;
    }
  }
}
