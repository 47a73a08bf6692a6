package io.github.httptunnel.server.systemd;

import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The ear of a service manager. */
final class ListeningSupervisor implements AutoCloseable {

  private final Socket socket;

  private ListeningSupervisor(Socket socket) {
    this.socket = socket;
  }

  /** Listens at a path, or at an abstract name behind a zero. */
  static ListeningSupervisor at(String path) {
    Epoll.ensureAvailability();
    Socket socket = Socket.newSocketDomainDgram();
    try {
      socket.bind(new DomainSocketAddress(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ListeningSupervisor(socket);
  }

  /** The lines of the next message. */
  List<String> next() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    int length =
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> socket.read(buffer, 0, buffer.capacity()), count -> count > 0);
    byte[] bytes = new byte[length];
    buffer.get(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
