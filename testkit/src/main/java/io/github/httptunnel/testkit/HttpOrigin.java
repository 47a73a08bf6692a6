package io.github.httptunnel.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * A small HTTP/1.1 origin, over TCP or TLS, that keeps each request byte for byte, which an
 * ordinary server would tidy up. It asks for a body that waits to be asked for (100-continue),
 * answers 200 with the body set for the path, else 404, and keeps the connection until asked to
 * close it or until a request was incomplete. The content type is that of the path's extension.
 */
public final class HttpOrigin extends Peer {

  private final Requests requests;

  private HttpOrigin(PeerServer server, Requests requests) {
    super(server);
    this.requests = requests;
  }

  /** Starts one over TCP; {@code /} is served as {@code ok} until said otherwise. */
  public static HttpOrigin start() {
    Requests requests = new Requests();
    return new HttpOrigin(PeerServer.start(requests::serve), requests);
  }

  /** Starts one there, such as on all addresses of this machine. */
  public static HttpOrigin start(InetSocketAddress address) {
    Requests requests = new Requests();
    return new HttpOrigin(PeerServer.start(address, requests::serve), requests);
  }

  /** Starts one over TLS. */
  public static HttpOrigin startTls(SSLContext context) {
    Requests requests = new Requests();
    return new HttpOrigin(PeerServer.startTls(context, requests::serve), requests);
  }

  /** From now on answers {@code path}, without its query, with that body. */
  public HttpOrigin serve(String path, String latin1) {
    requests.bodies.put(path, latin1);
    return this;
  }

  /** From now on answers every other path with that body. */
  public HttpOrigin serveAll(String latin1) {
    requests.bodies.put(Requests.ANY, latin1);
    return this;
  }

  /** All requests so far, also those that ended too early. */
  public List<OriginRequest> requests() {
    return stats().monitor().view(() -> List.copyOf(requests.seen));
  }

  /** Waits until that many requests have come. */
  public List<OriginRequest> awaitRequests(int count) {
    stats().await(count + " requests", () -> requests.seen.size() >= count);
    return requests();
  }

  /** The content served and the requests seen; the latter guarded by the peer's monitor. */
  private static final class Requests {

    /** No path looks like this. */
    private static final String ANY = "";

    private final Map<String, String> bodies = new ConcurrentHashMap<>(Map.of("/", "ok"));
    private final List<OriginRequest> seen = new ArrayList<>();

    void serve(PeerConnection connection) throws IOException {
      InputStream in = new BufferedInputStream(connection.input());
      HttpWire wire = new HttpWire(in::read);
      boolean again = true;
      while (again) {
        String raw = wire.readHead();
        if (raw.isEmpty()) {
          return;
        }
        HttpHead head = HttpHead.parse(raw);
        if (awaitsContinue(head)) {
          connection.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        OriginRequest request = read(head, wire);
        connection.stats().monitor().update(() -> seen.add(request));
        again = request.complete() && answer(request.head(), connection);
      }
    }

    /** Whether the client holds back a body until asked for it (RFC 9110 §10.1.1). */
    private static boolean awaitsContinue(HttpHead head) {
      boolean content =
          head.header("Transfer-Encoding") != null
              || !"0".equals(Objects.requireNonNullElse(head.header("Content-Length"), "0"));
      return content && "100-continue".equalsIgnoreCase(head.header("Expect"));
    }

    private OriginRequest read(HttpHead head, HttpWire wire) throws IOException {
      HttpWire.Body body = wire.readBody(head, false);
      boolean complete = body.complete() && head.raw().endsWith("\r\n\r\n");
      return new OriginRequest(head, body.text(), complete);
    }

    private boolean answer(HttpHead head, PeerConnection connection) throws IOException {
      String path = head.target().replaceFirst("[?].*", "");
      String body = bodies.getOrDefault(path, bodies.get(ANY));
      boolean keep = !"close".equalsIgnoreCase(head.header("Connection"));
      String start = body == null ? "HTTP/1.1 404 Not Found" : "HTTP/1.1 200 OK";
      String sent = body == null ? "no such path" : body;
      connection.write(
          "%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(
                  start,
                  contentType(path),
                  sent.length(),
                  keep ? "" : "Connection: close\r\n",
                  head.method().equals("HEAD") ? "" : sent));
      return keep;
    }

    private static String contentType(String path) {
      String known = URLConnection.getFileNameMap().getContentTypeFor(path);
      return known == null ? "application/octet-stream" : known;
    }
  }
}
