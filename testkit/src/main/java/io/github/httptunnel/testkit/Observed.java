package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a {@link BadInputPlayer} saw.
 *
 * @param bytes all that came, as Latin-1
 * @param ending how the connection ended; {@link Ending#OPEN} if it did not while it was watched
 * @param last when the last byte or the end came, since the first byte was sent
 * @param methods the methods of the requests that were sent, by which answers are read
 * @param probeEchoed whether a probe sent after the input came back
 */
public record Observed(
    String bytes, Ending ending, Duration last, List<String> methods, boolean probeEchoed) {

  private static final String CONNECT = "CONNECT";

  /** Copies the list. */
  public Observed {
    methods = List.copyOf(methods);
  }

  /**
   * The HTTP/1 responses in the bytes, also interim and incomplete ones; empty if there is none.
   */
  public List<HttpResponse> responses() {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    HttpWire wire = new HttpWire(in::read);
    List<HttpResponse> responses = new ArrayList<>();
    Iterator<String> asked = methods.iterator();
    String method = next(asked);
    try {
      HttpHead head = HttpHead.parse(wire.readHead());
      while (head.status() > 0) {
        responses.add(response(method, head, wire));
        method = head.status() < 200 ? method : next(asked);
        head = HttpHead.parse(wire.readHead());
      }
      return responses;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status codes of {@link #responses()}. */
  public List<Integer> statuses() {
    return responses().stream().map(HttpResponse::status).toList();
  }

  /** What came through the tunnel behind an accepted CONNECT; empty without one. */
  public String tunnelled() {
    List<HttpResponse> last =
        responses().stream().filter(response -> response.status() >= 200).toList();
    int asked = methods.indexOf(CONNECT);
    boolean accepted = asked >= 0 && asked < last.size() && last.get(asked).status() / 100 == 2;
    return accepted ? last.get(asked).body() : "";
  }

  private static HttpResponse response(String method, HttpHead head, HttpWire wire)
      throws IOException {
    int status = head.status();
    if (method.equals(CONNECT) && status / 100 == 2) {
      return new HttpResponse(head, wire.rest(), true);
    }
    boolean bodiless = method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304;
    if (bodiless) {
      return new HttpResponse(head, "", true);
    }
    HttpWire.Body body = wire.readBody(head, true);
    return new HttpResponse(head, body.text(), body.complete());
  }

  private static String next(Iterator<String> methods) {
    return methods.hasNext() ? methods.next() : "";
  }

  @Override
  public String toString() {
    return "Observed[%d bytes, statuses %s, %s after %d ms]"
        .formatted(bytes.length(), statuses(), ending, last.toMillis());
  }
}
