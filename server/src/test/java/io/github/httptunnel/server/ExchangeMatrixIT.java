package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.Content.Form;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method with every kind of content, both ways, to origins of both versions. */
class ExchangeMatrixIT {

  private static final long USUAL = 200_000;
  private static final long LARGE = 64L << 20;

  private static RunningServer server;
  private static List<StreamingOrigin> origins;

  /**
   * One case.
   *
   * @param up what the client sends
   * @param down what the origin answers
   */
  record Case(String method, Content up, Content down, boolean keepAlive, int originVersion) {

    /** The same as the last request of its connection, and with less content. */
    Case once() {
      Content less = new Content(Math.min(up.length(), USUAL), up.form());
      Content lessDown = new Content(Math.min(down.length(), USUAL), down.form());
      return new Case(method, less, lessDown, false, originVersion);
    }

    String request(String authority) {
      return "%s http://%s/any?thing HTTP/1.1\r\nHost: %s\r\nX-Answer: %s\r\nX-Length: %d\r\n%s%s\r\n"
          .formatted(
              method,
              authority,
              authority,
              down.form(),
              down.length(),
              up.fields(),
              keepAlive ? "" : "Connection: close\r\n");
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
    origins = List.of(StreamingOrigin.start(0), StreamingOrigin.start(1));
  }

  @AfterAll
  static void stop() throws IOException {
    for (StreamingOrigin origin : origins) {
      origin.close();
    }
    server.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void carriesEveryByte(Case asked) throws Exception {
    StreamingOrigin origin = origins.get(asked.originVersion());
    try (Socket client = new Socket(server.address().getAddress(), server.address().getPort())) {
      InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
      exchange(asked, origin, in, out);
      if (asked.keepAlive()) {
        exchange(asked.once(), origin, in, out);
      }
      assertThat(in.read()).as("the connection's end").isEqualTo(-1);
    }
  }

  private static void exchange(Case asked, StreamingOrigin origin, InputStream in, OutputStream out)
      throws Exception {
    out.write(asked.request(origin.authority()).getBytes(ISO_8859_1));
    asked.up().write(out);
    StreamedMessage answer = StreamedMessage.response(in, asked.method().equals("HEAD"));
    assertAnswer(asked, answer);
    assertRequest(asked, origin.awaitRequest());
    assertRecord(asked, server.awaitEnd());
  }

  private static void assertRequest(Case asked, StreamedMessage request) {
    assertThat(request.head().startLine()).isEqualTo(asked.method() + " /any?thing HTTP/1.1");
    assertThat(request.form()).isEqualTo(asked.up().form());
    assertThat(request.length()).isEqualTo(asked.up().length());
    assertThat(request.intact()).isTrue();
    assertThat(request.trailers()).isEqualTo(trailers(asked.up()));
  }

  private static void assertAnswer(Case asked, StreamedMessage answer) {
    assertThat(answer.head().status()).isEqualTo(asked.down().form() == Form.NONE ? 204 : 200);
    assertThat("close".equals(answer.head().header("Connection"))).isNotEqualTo(asked.keepAlive());
    boolean hasContent = !asked.method().equals("HEAD");
    assertThat(answer.length()).isEqualTo(hasContent ? asked.down().length() : 0);
    assertThat(answer.intact()).isTrue();
    assertThat(answer.trailers()).isEqualTo(hasContent ? trailers(asked.down()) : "");
  }

  private static void assertRecord(Case asked, TunnelStats record) {
    assertThat(record.kind()).isEqualTo(TunnelRequest.Kind.EXCHANGE);
    assertThat(record.outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    assertThat(record.upstream().bytes()).isGreaterThan(asked.up().length());
    assertThat(record.downstream().bytes())
        .isGreaterThan(asked.method().equals("HEAD") ? 0 : asked.down().length());
  }

  private static String trailers(Content content) {
    return content.form() == Form.TRAILERS ? Content.TRAILER : "";
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      for (boolean keepAlive : List.of(true, false)) {
        for (int version : List.of(0, 1)) {
          cases.add(none(method, keepAlive, version));
          for (Form form : List.of(Form.LENGTH, Form.CHUNKED, Form.TRAILERS)) {
            cases.add(of(method, new Content(USUAL, form), keepAlive, version));
          }
          cases.add(of(method, new Content(LARGE, Form.LENGTH), keepAlive, version));
        }
      }
    }
    return cases;
  }

  private static Case none(String method, boolean keepAlive, int version) {
    Content none = new Content(0, Form.NONE);
    return new Case(method, none, none, keepAlive, version);
  }

  /** Servers of HTTP/1.0 know no chunks: what has no length ends with the connection. */
  private static Case of(String method, Content content, boolean keepAlive, int version) {
    boolean asIs = version > 0 || content.form() == Form.LENGTH;
    Content down = asIs ? content : new Content(content.length(), Form.UNTIL_END);
    return new Case(method, content, down, keepAlive, version);
  }
}
