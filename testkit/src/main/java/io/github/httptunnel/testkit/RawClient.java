package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A blocking client that sends exactly the bytes it is given and tells how the connection ended.
 *
 * <p>Every call is bounded by the deadline of its {@link Dial}; out of time it fails with an {@link
 * AssertionError} that says what was missing. What the socket itself refuses is an {@link
 * UncheckedIOException}. One thread may read while another sends. Text is Latin-1: each character
 * is one byte.
 */
public final class RawClient implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final WatchedSocket transport;
  private final Socket socket;
  private final Duration deadline;

  RawClient(WatchedSocket transport, Socket socket, Duration deadline) {
    this.transport = transport;
    this.socket = socket;
    this.deadline = deadline;
  }

  /** How to connect to {@code address}; nothing happens before {@link Dial#connect()}. */
  public static Dial to(InetSocketAddress address) {
    return new Dial(address, null, null, Deadline.USUAL);
  }

  /** Connects at once, with all defaults. */
  public static RawClient connect(InetSocketAddress address) {
    return to(address).connect();
  }

  /** Opens a tunnel to {@code authority} (RFC 9110 §9.3.6); fails unless the answer is 200. */
  public static RawClient connectThrough(InetSocketAddress proxy, String authority) {
    RawClient client = connect(proxy);
    try {
      client.openTunnel(authority);
      return client;
    } catch (RuntimeException | Error e) {
      client.close();
      throw e;
    }
  }

  /** Sends a CONNECT for {@code authority} on this connection; fails unless the answer is 200. */
  public HttpHead openTunnel(String authority) {
    send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
    HttpHead head = readHead();
    if (head.status() != 200) {
      throw new AssertionError(
          "CONNECT: %s, Proxy-Status: %s (expected: 200)"
              .formatted(head.startLine(), head.header("Proxy-Status")));
    }
    return head;
  }

  /** Shakes hands over this connection and returns the client of what is inside. */
  public RawClient startTls(SSLContext context, String name, String... alpn) {
    try {
      SSLSocket tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, name, transport.getPort(), true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setApplicationProtocols(alpn);
      tls.setSSLParameters(parameters);
      tls.setSoTimeout(Deadline.in(deadline).socketMillis());
      tls.startHandshake();
      return new RawClient(transport, tls, deadline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The protocol ALPN chose (RFC 7301); empty if none, or without TLS. */
  public String applicationProtocol() {
    return socket instanceof SSLSocket tls ? tls.getApplicationProtocol() : "";
  }

  /** The certificates the server showed, its own first; empty without TLS. */
  public List<Certificate> serverCertificates() {
    try {
      return socket instanceof SSLSocket tls
          ? List.of(tls.getSession().getPeerCertificates())
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address and port this client connected from. */
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) transport.getLocalSocketAddress();
  }

  /** Sends the bytes in one write and returns when the kernel has taken them. */
  public void send(byte[] bytes) {
    Bounded.run(deadline, "send", () -> socket.getOutputStream().write(bytes));
  }

  /** Sends the text's characters as bytes, in one write. */
  public void send(String latin1) {
    send(latin1.getBytes(ISO_8859_1));
  }

  /** Reads up to and including the first empty line. */
  public HttpHead readHead() {
    StringBuilder head = new StringBuilder();
    Deadline by = Deadline.in(deadline);
    byte[] one = new byte[1];
    while (!HttpWire.endsWithEmptyLine(head)) {
      Received next = read(one, by);
      if (next.text().isEmpty()) {
        throw missing("the end of a head", head.length(), next.ending());
      }
      head.append(next.text());
    }
    return HttpHead.parse(head.toString());
  }

  /** Reads exactly that many bytes and leaves the rest unread. */
  public String readExactly(int count) {
    Deadline by = Deadline.in(deadline);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(count, CHUNK));
    byte[] chunk = new byte[Math.min(Math.max(count, 1), CHUNK)];
    while (bytes.size() < count) {
      int want = Math.min(chunk.length, count - bytes.size());
      Received next = read(want == chunk.length ? chunk : Arrays.copyOf(chunk, want), by);
      if (next.text().isEmpty()) {
        throw missing(count + " bytes", bytes.size(), next.ending());
      }
      bytes.writeBytes(next.bytes());
    }
    return bytes.toString(ISO_8859_1);
  }

  /** Reads until the other party ends the connection, or until the deadline ({@code OPEN}). */
  public Received readToEnd() {
    return readFor(deadline);
  }

  /** As {@link #readToEnd()}, with a deadline of its own. */
  public Received readFor(Duration wait) {
    Deadline by = Deadline.in(wait);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    Received next;
    do {
      next = read(chunk, by);
      bytes.writeBytes(next.bytes());
    } while (!next.text().isEmpty());
    return new Received(bytes.toString(ISO_8859_1), next.ending());
  }

  /** How the other party ends the connection; what it sends until then is thrown away. */
  public Ending discardToEnd() {
    Deadline by = Deadline.in(deadline);
    byte[] chunk = new byte[CHUNK];
    Received next;
    do {
      next = read(chunk, by);
    } while (!next.text().isEmpty());
    return next.ending();
  }

  /** What arrives next, in one read; nothing and {@code OPEN} if nothing does in time. */
  public Received receive(Duration wait) {
    return read(new byte[CHUNK], Deadline.in(wait));
  }

  /**
   * Reads once: how many bytes, or -1 at the end of the stream.
   *
   * @throws java.net.SocketTimeoutException if nothing comes in time
   */
  int read(byte[] into, Duration wait) throws IOException {
    Received next = read(into, Deadline.in(wait));
    if (!next.text().isEmpty()) {
      return next.text().length();
    }
    return switch (next.ending()) {
      case OPEN -> throw new SocketTimeoutException("nothing comes");
      case FIN -> -1;
      case TRUNCATED, RESET, CLOSED_HERE -> throw new SocketException(next.ending().name());
    };
  }

  /** Ends the outbound half; the inbound half stays open. */
  public void halfClose() {
    Bounded.run(deadline, "half-close", socket::shutdownOutput);
  }

  /** Ends the connection with a RST. */
  public void reset() {
    try {
      transport.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the connection in order; under TLS with {@code close_notify}. Repeating it is fine. */
  @Override
  public void close() {
    // else TLS would wait for the other party's close_notify, as long as reads may take
    Quietly.close(() -> socket.setSoTimeout(1));
    Quietly.close(socket);
    Quietly.close(transport);
  }

  private Received read(byte[] chunk, Deadline by) {
    try {
      if (by.passed()) {
        return new Received("", Ending.OPEN);
      }
      socket.setSoTimeout(by.socketMillis());
      int count = socket.getInputStream().read(chunk);
      return count < 0 ? new Received("", ending()) : Received.of(chunk, count, Ending.OPEN);
    } catch (SocketTimeoutException e) {
      return new Received("", Ending.OPEN);
    } catch (IOException e) {
      return new Received("", ending(e));
    }
  }

  /** A layered TLS that ended while its transport did not has seen a {@code close_notify}. */
  private Ending ending() {
    Ending below = transport.ending();
    boolean cut = socket != transport && below == Ending.FIN;
    return cut ? Ending.TRUNCATED : below == Ending.OPEN ? Ending.FIN : below;
  }

  private Ending ending(IOException failure) {
    Ending below = transport.ending();
    if (below == Ending.OPEN) {
      throw new UncheckedIOException(failure);
    }
    return socket != transport && below == Ending.FIN ? Ending.TRUNCATED : below;
  }

  private AssertionError missing(String wanted, int had, Ending ending) {
    return new AssertionError(
        "waited for %s; had %d bytes, then: %s (deadline %d ms)"
            .formatted(wanted, had, ending, deadline.toMillis()));
  }
}
