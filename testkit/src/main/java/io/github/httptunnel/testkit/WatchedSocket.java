package io.github.httptunnel.testkit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP socket that remembers how its inbound half ended. TLS on top of it hides that: it reports a
 * FIN without {@code close_notify} as an ordinary end. And a write that fails consumes the error of
 * a reset, after which a read reports an ordinary end too.
 */
final class WatchedSocket extends Socket {

  // Atomic because one thread may read while another writes.
  private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.OPEN);

  Ending ending() {
    return ending.get();
  }

  /** Ends the connection with a RST: unsent data is dropped. */
  void reset() throws IOException {
    ending.compareAndSet(Ending.OPEN, Ending.CLOSED_HERE);
    setSoLinger(true, 0);
    super.close();
  }

  @Override
  public void close() throws IOException {
    ending.compareAndSet(Ending.OPEN, Ending.CLOSED_HERE);
    super.close();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          int count = in.read(target, offset, length);
          if (count < 0) {
            ending.compareAndSet(Ending.OPEN, Ending.FIN);
          }
          return count;
        } catch (SocketTimeoutException e) {
          throw e;
        } catch (IOException e) {
          ending.compareAndSet(Ending.OPEN, Ending.RESET);
          throw e;
        }
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        try {
          out.write(source, offset, length);
        } catch (IOException e) {
          ending.compareAndSet(Ending.OPEN, Ending.RESET);
          throw e;
        }
      }
    };
  }
}
