package io.github.httptunnel.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import javax.net.SocketFactory;

/**
 * The clients of a rehearsal, on a thread of their own: tunnels, plain requests and refusals, in
 * clear text and inside TLS, often enough for the JVM to see which code is used much.
 */
final class RehearsalGuests {

  private static final int ROUNDS = 50;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int PAYLOAD = 4096;

  private final RehearsalStage stage;
  private final String target;
  private final IntConsumer end;

  /**
   * @param target where their requests lead
   * @param end told the exit code, once they have had all their answers or one of them had none
   */
  RehearsalGuests(RehearsalStage stage, String target, IntConsumer end) {
    this.stage = stage;
    this.target = target;
    this.end = end;
  }

  /** Comes to the listeners: the first is in clear text, the second inside TLS. */
  void come(List<InetSocketAddress> listeners) {
    Thread.ofPlatform().daemon().name("rehearsal-guests").start(() -> end.accept(play(listeners)));
  }

  private int play(List<InetSocketAddress> listeners) {
    try {
      SocketFactory tls = stage.tls();
      for (int round = 0; round < ROUNDS; round++) {
        visit(SocketFactory.getDefault(), listeners.getFirst());
        visit(tls, listeners.getLast());
      }
      return ExitCode.OK;
    } catch (IOException | GeneralSecurityException e) {
      System.err.println("http-tunnel: the rehearsal failed: " + e);
      return ExitCode.FAILURE;
    }
  }

  private void visit(SocketFactory sockets, InetSocketAddress proxy) throws IOException {
    try (Socket connection = connect(sockets, proxy)) {
      ask(connection, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target, "200");
      byte[] sent = "x".repeat(PAYLOAD).getBytes(US_ASCII);
      connection.getOutputStream().write(sent);
      expect(Arrays.equals(connection.getInputStream().readNBytes(PAYLOAD), sent), "an echo");
    }
    try (Socket connection = connect(sockets, proxy)) {
      String request = "GET http://" + target + "/ HTTP/1.1\r\nHost: " + target;
      ask(connection, request, "200");
      expect(connection.getInputStream().readNBytes(2).length == 2, "a body");
      ask(connection, request, "200");
    }
    try (Socket connection = connect(sockets, proxy)) {
      ask(connection, "CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254:80", "403");
    }
  }

  private static Socket connect(SocketFactory sockets, InetSocketAddress proxy) throws IOException {
    Socket socket = sockets.createSocket(proxy.getAddress(), proxy.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static void ask(Socket connection, String head, String status) throws IOException {
    connection.getOutputStream().write((head + "\r\n\r\n").getBytes(US_ASCII));
    expect(head(connection.getInputStream()).startsWith("HTTP/1.1 " + status), status);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("in a response");
      }
      head.write(next);
    }
    return head.toString(US_ASCII);
  }

  private static void expect(boolean met, String what) throws IOException {
    if (!met) {
      throw new IOException("no " + what + " came");
    }
  }
}
