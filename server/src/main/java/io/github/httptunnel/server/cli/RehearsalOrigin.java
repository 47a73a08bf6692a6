package io.github.httptunnel.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** What a rehearsal's requests lead to: it answers requests, and echoes whatever else comes. */
final class RehearsalOrigin implements AutoCloseable {

  private static final int BACKLOG = 50;
  private static final int MOST = 16 * 1024;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);

  private final ServerSocket socket;

  private RehearsalOrigin(ServerSocket socket) {
    this.socket = socket;
  }

  static RehearsalOrigin open() throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    RehearsalOrigin origin = new RehearsalOrigin(socket);
    Thread.ofPlatform().daemon().name("rehearsal-origin").start(origin::accept);
    return origin;
  }

  /** Where it is, as a request names it. */
  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofPlatform().daemon().name("rehearsal-target").start(() -> serve(connection));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void serve(Socket connection) {
    byte[] buffer = new byte[MOST];
    try (connection) {
      InputStream in = connection.getInputStream();
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        boolean request = buffer[0] == 'G';
        connection.getOutputStream().write(request ? ANSWER : Arrays.copyOf(buffer, read));
      }
    } catch (IOException _) {
      // The guest notices.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
