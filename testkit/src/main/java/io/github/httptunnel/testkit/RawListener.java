package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * A TCP server on a free loopback port whose end of each connection the test plays itself, with all
 * that a {@link RawClient} can do. For one thread at a time.
 */
public final class RawListener implements AutoCloseable {

  private final ServerSocket socket;
  private final Duration deadline;

  private RawListener(ServerSocket socket, Duration deadline) {
    this.socket = socket;
    this.deadline = deadline;
  }

  /** Opens one; {@code deadline} bounds every wait, also those of the connections. */
  public static RawListener open(Duration deadline) {
    try {
      ServerSocket socket = new WatchingServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      socket.setSoTimeout(Deadline.in(deadline).socketMillis());
      return new RawListener(socket, deadline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** {@code 127.0.0.1:port}, as a CONNECT names it. */
  public String authority() {
    return address().getAddress().getHostAddress() + ":" + address().getPort();
  }

  /** This end of the next connection. */
  public RawClient accept() {
    try {
      WatchedSocket accepted = (WatchedSocket) socket.accept();
      accepted.setTcpNoDelay(true);
      return new RawClient(accepted, accepted, deadline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Quietly.close(socket);
  }

  /** Accepts sockets that remember how they ended. */
  private static final class WatchingServerSocket extends ServerSocket {

    WatchingServerSocket() throws IOException {
      super();
    }

    @Override
    public Socket accept() throws IOException {
      WatchedSocket accepted = new WatchedSocket();
      implAccept(accepted);
      return accepted;
    }
  }
}
