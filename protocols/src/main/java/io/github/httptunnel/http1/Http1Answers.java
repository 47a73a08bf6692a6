package io.github.httptunnel.http1;

import io.github.httptunnel.http.HttpAnswer;
import io.github.httptunnel.http.HttpRefusals;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The bytes of our answers in HTTP/1.1, or, for those who rely on them, those of the original: a
 * status line and nothing else.
 */
public enum Http1Answers {
  /** With header fields and a body that explains. */
  STANDARD {
    @Override
    ByteBuf accepted() {
      return text("HTTP/1.1 200 Connection established\r\nProxy-Status: http-tunnel\r\n\r\n");
    }

    @Override
    boolean mayPersist() {
      return true;
    }

    @Override
    ByteBuf refused(Refusal refusal, boolean last, boolean withBody) {
      HttpAnswer answer = HttpRefusals.answer(refusal);
      String body = answer.words() + "\n";
      StringBuilder head = new StringBuilder(512);
      head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(answer.reason());
      head.append("\r\nProxy-Status: ").append(answer.proxyStatus());
      answer.fields().forEach(f -> head.append("\r\n" + f.name() + ": " + f.value()));
      head.append(last ? "\r\nConnection: close" : "");
      head.append("\r\nContent-Type: text/plain; charset=utf-8");
      head.append("\r\nContent-Length: ").append(body.length()).append("\r\n\r\n");
      return text(head.append(withBody ? body : "").toString());
    }
  },
  /** Byte for byte as the original's. */
  LEGACY {
    @Override
    ByteBuf accepted() {
      return text("HTTP/1.1 200 OK\r\n\r\n");
    }

    @Override
    boolean mayPersist() {
      return false;
    }

    @Override
    ByteBuf refused(Refusal refusal, boolean last, boolean withBody) {
      HttpAnswer answer = HttpRefusals.answer(refusal);
      String line = LEGACY_LINES.getOrDefault(answer.status(), "500 SERVER_ERROR");
      StringBuilder head = new StringBuilder("HTTP/1.1 ").append(line);
      if (answer.status() == 407) {
        // the original asks nobody; without the challenge no client would know what to show
        answer.fields().forEach(f -> head.append("\r\n" + f.name() + ": " + f.value()));
      }
      return text(head.append("\r\n\r\n").toString());
    }
  };

  private static final Map<Integer, String> LEGACY_LINES =
      Map.ofEntries(
          Map.entry(200, "200 OK"),
          Map.entry(400, "400 BAD_REQUEST"),
          Map.entry(403, "403 FORBIDDEN"),
          Map.entry(405, "405 NOT_ALLOWED"),
          Map.entry(407, "407 PROXY_AUTHENTICATION_REQUIRED"),
          Map.entry(408, "408 TIMEOUT"),
          Map.entry(414, "400 BAD_REQUEST"),
          Map.entry(429, "429 TOO_MANY_REQUESTS"),
          Map.entry(431, "400 BAD_REQUEST"),
          Map.entry(501, "405 NOT_ALLOWED"),
          Map.entry(502, "502 BAD_GATEWAY"),
          Map.entry(503, "429 TOO_MANY_REQUESTS"),
          Map.entry(504, "504 GATEWAY_TIMEOUT"),
          Map.entry(505, "400 BAD_REQUEST"),
          Map.entry(508, "400 BAD_REQUEST"));

  /** The answer to a CONNECT that succeeded: no length, no coding (RFC 9110 §9.3.6). */
  abstract ByteBuf accepted();

  /** Whether a connection may go on after a refusal. */
  abstract boolean mayPersist();

  /**
   * The answer to a refusal.
   *
   * @param last whether the connection ends with it
   * @param withBody false for requests whose answers have none, such as HEAD
   */
  abstract ByteBuf refused(Refusal refusal, boolean last, boolean withBody);

  /** The answer to a refusal that is the last on its connection. */
  ByteBuf refused(Refusal refusal) {
    return refused(refusal, true, true);
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }
}
