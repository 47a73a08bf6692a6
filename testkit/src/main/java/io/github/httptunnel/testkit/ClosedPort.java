package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that refuses connections, and surely does so: it is bound, hence nobody else can take it,
 * but nothing listens.
 */
public final class ClosedPort implements AutoCloseable {

  private final Socket holder;

  private ClosedPort(Socket holder) {
    this.holder = holder;
  }

  /** Reserves a free loopback port. */
  public static ClosedPort reserve() {
    Socket holder = new Socket();
    try {
      holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return new ClosedPort(holder);
    } catch (IOException e) {
      Quietly.close(holder);
      throw new UncheckedIOException(e);
    }
  }

  /** The address that refuses. */
  public InetSocketAddress address() {
    return (InetSocketAddress) holder.getLocalSocketAddress();
  }

  /** {@code 127.0.0.1:port}, as a CONNECT names it. */
  public String authority() {
    return "127.0.0.1:" + address().getPort();
  }

  /** Gives the port back. */
  @Override
  public void close() {
    Quietly.close(holder);
  }
}
