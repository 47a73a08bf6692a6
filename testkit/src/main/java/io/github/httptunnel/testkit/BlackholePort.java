package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback address whose SYN is never answered. It listens with the shortest queue, which is
 * filled and never emptied: Linux then drops each further SYN. (Elsewhere a full queue may refuse;
 * {@link #open()} fails there.)
 */
public final class BlackholePort implements AutoCloseable {

  // A loopback handshake takes microseconds: silence for this long means the queue is full.
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final int MOST_FILLERS = 16;

  private final ServerSocket listener;
  private final List<Socket> fillers;

  private BlackholePort(ServerSocket listener, List<Socket> fillers) {
    this.listener = listener;
    this.fillers = fillers;
  }

  /** Opens one; takes about 0.3 s, which shows that the address is silent. */
  public static BlackholePort open() {
    try {
      ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
      BlackholePort port = new BlackholePort(listener, new ArrayList<>());
      port.fill();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    while (fillers.size() < MOST_FILLERS) {
      Socket filler = new Socket();
      try {
        filler.connect(address(), (int) SILENCE.toMillis());
        fillers.add(filler);
      } catch (SocketTimeoutException full) {
        filler.close();
        return;
      } catch (IOException e) {
        filler.close();
        close();
        throw e;
      }
    }
    close();
    throw new IllegalStateException(
        "black hole: " + MOST_FILLERS + " connections did not fill the queue; it needs Linux");
  }

  /** The address that never answers. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** {@code 127.0.0.1:port}, as a CONNECT names it. */
  public String authority() {
    return "127.0.0.1:" + address().getPort();
  }

  @Override
  public void close() {
    fillers.forEach(Quietly::reset);
    Quietly.close(listener);
  }
}
