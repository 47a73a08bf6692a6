package io.github.httptunnel.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A TCP socket that somebody else has bound and listens on, and that this process was started with.
 *
 * @param descriptor non-blocking, and closed on exec
 * @param name what whoever made it calls it; may be empty
 * @param address where it is bound
 */
public record InheritedSocket(int descriptor, String name, InetSocketAddress address) {

  private static final int SOL_SOCKET = 1;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_PROTOCOL = 38;
  private static final int IPPROTO_TCP = 6;

  /**
   * Looks at a descriptor, and makes it fit for an event loop. Needs epoll.
   *
   * @throws IOException if it is no TCP socket that listens; the message says what it is not
   */
  public static InheritedSocket take(int descriptor, String name) throws IOException {
    DescriptorFlags.prepare(descriptor);
    Socket socket = socket(descriptor);
    if (socket.getIntOpt(SOL_SOCKET, SO_PROTOCOL) != IPPROTO_TCP) {
      throw new IOException("is no TCP socket");
    }
    if (socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) == 0) {
      throw new IOException("does not listen");
    }
    return new InheritedSocket(descriptor, name, socket.localAddress());
  }

  /** Whether it can stand in for a socket bound there; one "any" address is as good as another. */
  public boolean standsFor(InetSocketAddress bind) {
    return bind.getPort() == address.getPort()
        && (bind.getAddress().equals(address.getAddress())
            || (bind.getAddress().isAnyLocalAddress() && address.getAddress().isAnyLocalAddress()));
  }

  private static Socket socket(int descriptor) throws IOException {
    try {
      return new Socket(descriptor);
    } catch (ChannelException e) {
      throw new IOException("is no socket", e);
    }
  }
}
