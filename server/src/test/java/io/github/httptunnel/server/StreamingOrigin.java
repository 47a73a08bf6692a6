package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An origin of HTTP/1.1 or HTTP/1.0 for content of any length. A request's {@code X-Answer} and
 * {@code X-Length} say how it is answered.
 */
final class StreamingOrigin implements AutoCloseable {

  private final ServerSocket socket;
  private final int minorVersion;
  private final BlockingQueue<StreamedMessage> requests = new LinkedBlockingQueue<>();

  private StreamingOrigin(ServerSocket socket, int minorVersion) {
    this.socket = socket;
    this.minorVersion = minorVersion;
  }

  static StreamingOrigin start(int minorVersion) throws IOException {
    ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    StreamingOrigin origin = new StreamingOrigin(socket, minorVersion);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** The next request that came whole. */
  StreamedMessage awaitRequest() throws InterruptedException {
    StreamedMessage request = requests.poll(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request within 30 s");
    }
    return request;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 1 << 16);
      StreamedMessage request = StreamedMessage.request(in);
      while (request != null) {
        requests.add(request);
        boolean keep = answer(request, out);
        request = keep ? StreamedMessage.request(in) : null;
      }
    } catch (IOException e) {
      // the proxy closed a connection that it had kept
    }
  }

  /** Whether the connection goes on. */
  private boolean answer(StreamedMessage request, OutputStream out) throws IOException {
    Content.Form form = Content.Form.valueOf(request.head().header("X-Answer"));
    Content content = new Content(Long.parseLong(request.head().header("X-Length")), form);
    boolean last =
        minorVersion == 0
            || form == Content.Form.UNTIL_END
            || "close".equals(request.head().header("Connection"));
    String start = "HTTP/1." + minorVersion + (form == Content.Form.NONE ? " 204 No" : " 200 OK");
    String fields = content.fields() + (last ? "Connection: close\r\n" : "");
    out.write((start + "\r\n" + fields + "\r\n").getBytes(ISO_8859_1));
    if (!request.head().method().equals("HEAD")) {
      content.write(out);
    }
    out.flush();
    return !last;
  }
}
