package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/** A peer's end of one connection; counts what passes and notes how the inbound half ended. */
final class PeerConnection implements TortureEnd {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Socket socket;
  private final PeerStats stats;

  PeerConnection(Socket socket, PeerStats stats) {
    this.socket = socket;
    this.stats = stats;
  }

  PeerStats stats() {
    return stats;
  }

  /** As {@link InputStream#read(byte[], int, int)}. */
  int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = socket.getInputStream().read(target, offset, length);
      if (count < 0) {
        stats.ended(Ending.FIN);
      } else {
        stats.received(count);
      }
      return count;
    } catch (IOException e) {
      stats.ended(socket.isClosed() ? Ending.CLOSED_HERE : Ending.RESET);
      throw e;
    }
  }

  @Override
  public int read(byte[] target) throws IOException {
    return read(target, 0, target.length);
  }

  /** The inbound half as a stream. */
  InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return PeerConnection.this.read(one) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return PeerConnection.this.read(target, offset, length);
      }
    };
  }

  /** Fixes about how much the kernel holds of what was written. */
  void sendBuffer(int bytes) throws IOException {
    socket.setSendBufferSize(bytes);
  }

  @Override
  public void write(byte[] source, int length) throws IOException {
    socket.getOutputStream().write(source, 0, length);
    stats.sent(length);
  }

  void write(String latin1) throws IOException {
    write(latin1.getBytes(ISO_8859_1), latin1.length());
  }

  void readToEnd() throws IOException {
    byte[] chunk = new byte[16 * 1024];
    while (read(chunk) >= 0) {
      // Only counted.
    }
  }

  @Override
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Does nothing until the peer is closed, at most for {@code wait}; true if it was. */
  boolean stall(Duration wait) {
    return stats.closingWithin(wait);
  }

  void stall() {
    stall(FOR_EVER);
  }

  /** Whether the peer is being closed. */
  boolean closing() {
    return stall(Duration.ZERO);
  }
}
