package io.github.httptunnel.bench.logins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One CONNECT with a name and a password, on a connection of its own.
 *
 * @param status of the answer
 * @param nanos from the request to the end of the answer's head
 */
record Attempt(int status, long nanos) {

  private static final int PATIENCE_MILLIS = 30_000;

  /**
   * Makes one.
   *
   * @param proxy its port on this machine
   * @param from the address to come from, one of 127.0.0.0/8
   * @param target where to
   * @param pair name, colon and password
   */
  static Attempt of(int proxy, String from, String target, String pair) {
    byte[] request =
        ("CONNECT "
                + target
                + " HTTP/1.1\r\nHost: "
                + target
                + "\r\nProxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), proxy));
      long begun = System.nanoTime();
      socket.getOutputStream().write(request);
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      long took = System.nanoTime() - begun;
      return new Attempt(status(answer), took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.US_ASCII);
    if (!text.matches("HTTP/1\\.1 [0-9]{3}")) {
      throw new IOException("no answer of a proxy");
    }
    return Integer.parseInt(text.substring(text.length() - 3));
  }
}
