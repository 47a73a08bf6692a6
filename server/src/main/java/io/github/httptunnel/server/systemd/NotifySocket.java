package io.github.httptunnel.server.systemd;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The datagram socket of a service manager, by a path or an abstract name. Nothing waits: what the
 * socket does not take at once is lost, as nobody reads there. Safe on any thread: each message is
 * one system call.
 */
final class NotifySocket implements AutoCloseable {

  private final Socket socket;

  private NotifySocket(Socket socket) {
    this.socket = socket;
  }

  /** Whether this machine and this process have such sockets. */
  static boolean isPossible() {
    return Epoll.isAvailable();
  }

  /**
   * Opens it.
   *
   * @param address a path, or an abstract name behind {@code @}
   * @return absent: nobody is there to be told
   */
  static @Nullable NotifySocket open(@Nullable String address) {
    if (address == null || !(address.startsWith("/") || address.startsWith("@")) || !isPossible()) {
      return null;
    }
    String path = address.startsWith("@") ? "\0" + address.substring(1) : address;
    Socket socket = Socket.newSocketDomainDgram();
    try {
      socket.connect(new DomainSocketAddress(path));
      return new NotifySocket(socket);
    } catch (IOException _) {
      close(socket);
      return null;
    }
  }

  /** Sends; false if nobody takes it. */
  boolean send(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    // an array has no address that could be given to the system
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    try {
      return socket.write(buffer, 0, bytes.length) == bytes.length;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing was kept that could be lost
    }
  }
}
