package io.github.httptunnel.testkit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP socket that remembers how its inbound half ended. TLS on top of it hides that: it reports a
 * FIN without {@code close_notify} as an ordinary end. And a write that fails consumes the error of
 * a reset, after which a read reports an ordinary end too.
 */
final class WatchedSocket extends Socket {

  // Atomic because one thread may read while another writes.
  private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.OPEN);

  // Held while a write is under way: what a read takes for an end may be what the write was told.
  private final ReentrantLock writing = new ReentrantLock();

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
            awaitWrite();
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

  /** A write that was reset fails at once; one that a finished peer does not take may go on. */
  private void awaitWrite() {
    try {
      if (writing.tryLock(1, TimeUnit.SECONDS)) {
        writing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        writing.lock();
        try {
          out.write(source, offset, length);
        } catch (IOException e) {
          ending.compareAndSet(Ending.OPEN, Ending.RESET);
          throw e;
        } finally {
          writing.unlock();
        }
      }
    };
  }
}
