package io.github.httptunnel.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address on loopback where a SYN is never answered: the queue of its listener is full. */
final class FullListener implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 300;
  private static final int QUEUE_AT_MOST = 64;

  private final ServerSocket listener;
  private final List<Socket> queued = new ArrayList<>();

  /** Fills the queue of a listener on this address until a connection is left hanging. */
  FullListener(InetAddress address, int port) throws IOException {
    listener = new ServerSocket(port, 1, address);
    while (connects()) {
      if (queued.size() > QUEUE_AT_MOST) {
        throw new IOException("the listen queue does not fill up");
      }
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queued) {
      socket.close();
    }
    listener.close();
  }

  private boolean connects() throws IOException {
    Socket socket = new Socket();
    queued.add(socket);
    try {
      socket.connect(address(), PATIENCE_MILLIS);
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
