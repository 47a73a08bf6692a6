package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RawClient} connects. Immutable: each method gives a changed copy.
 *
 * @param address where to
 * @param localAddress where from, or null to let the kernel choose
 * @param receiveBuffer size of the kernel's receive buffer in bytes, or null for its default; set
 *     before connecting, so that it also bounds the window that is announced
 * @param deadline bound of every wait: connecting, sending, each read
 */
public record Dial(
    InetSocketAddress address,
    @Nullable InetAddress localAddress,
    @Nullable Integer receiveBuffer,
    Duration deadline) {

  /** Connects from {@code local}, such as {@code 127.0.0.7}: all of 127/8 is local on Linux. */
  public Dial from(String local) {
    return new Dial(address, InetAddress.ofLiteral(local), receiveBuffer, deadline);
  }

  /** With a small buffer a client that does not read soon stops its sender. */
  public Dial receiveBuffer(int bytes) {
    return new Dial(address, localAddress, bytes, deadline);
  }

  /** Bounds every wait of the client; 10 s unless set. */
  public Dial within(Duration wait) {
    return new Dial(address, localAddress, receiveBuffer, wait);
  }

  /**
   * Connects.
   *
   * @throws UncheckedIOException if nobody accepts within the deadline, or if a peer that resets at
   *     once was faster than this call
   */
  public RawClient connect() {
    WatchedSocket socket = new WatchedSocket();
    try {
      if (receiveBuffer != null) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      if (localAddress != null) {
        socket.bind(new InetSocketAddress(localAddress, 0));
      }
      socket.setTcpNoDelay(true);
      socket.connect(address, Deadline.in(deadline).socketMillis());
      return new RawClient(socket, socket, deadline);
    } catch (IOException e) {
      Quietly.close(socket);
      throw new UncheckedIOException(e);
    }
  }

  /** Connects and speaks TLS at once; {@code name} goes into SNI and is verified. */
  public RawClient connectTls(SSLContext context, String name) {
    RawClient client = connect();
    try {
      return client.startTls(context, name);
    } catch (RuntimeException | Error e) {
      client.close();
      throw e;
    }
  }
}
