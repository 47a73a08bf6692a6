package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link BadInputPlayer} saw.
 *
 * @param bytes all that came, as Latin-1
 * @param ending how the connection ended; {@link Ending#OPEN} if it did not while it was watched
 * @param last when the last byte or the end came, since the first byte was sent
 * @param method the method of the first request that was sent, by which answers are read
 * @param probeEchoed whether a probe sent after the input came back
 */
public record Observed(
    String bytes, Ending ending, Duration last, String method, boolean probeEchoed) {

  /**
   * The HTTP/1 responses in the bytes, also interim and incomplete ones; empty if there is none.
   */
  public List<HttpResponse> responses() {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    HttpWire wire = new HttpWire(in::read);
    List<HttpResponse> responses = new ArrayList<>();
    try {
      HttpHead head = HttpHead.parse(wire.readHead());
      while (head.status() > 0) {
        responses.add(response(head, wire));
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
    return responses().stream()
        .filter(this::accepted)
        .findFirst()
        .map(HttpResponse::body)
        .orElse("");
  }

  private boolean accepted(HttpResponse response) {
    return method.equals("CONNECT") && response.status() / 100 == 2;
  }

  private HttpResponse response(HttpHead head, HttpWire wire) throws IOException {
    int status = head.status();
    if (method.equals("CONNECT") && status / 100 == 2) {
      return new HttpResponse(head, wire.rest(), true);
    }
    boolean bodiless = method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304;
    if (bodiless) {
      return new HttpResponse(head, "", true);
    }
    HttpWire.Body body = wire.readBody(head, true);
    return new HttpResponse(head, body.text(), body.complete());
  }

  @Override
  public String toString() {
    return "Observed[%d bytes, statuses %s, %s after %d ms]"
        .formatted(bytes.length(), statuses(), ending, last.toMillis());
  }
}
