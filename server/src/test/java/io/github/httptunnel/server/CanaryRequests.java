package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/**
 * What clients send: wherever a request has room for a word, there is one that must not be seen.
 */
record CanaryRequests(Canaries words) {

  /** A CONNECT with the fields of a talkative client. */
  String connect(String authority) {
    return head("CONNECT " + authority + " HTTP/1.1");
  }

  String trace(String host) {
    return head("TRACE " + url(host) + " HTTP/1.1");
  }

  String unknownMethod(String host) {
    return head(word(Canary.METHOD) + " " + url(host).replace("http:", "https:") + " HTTP/1.1");
  }

  String http2(String host) {
    return head("CONNECT " + host + ":443 HTTP/2.0");
  }

  String garbage() {
    return word(Canary.REQUEST_LINE) + "\r\n\r\n";
  }

  String tooLong(String host) {
    String field = word(Canary.FIELD_NAME) + ": " + word(Canary.FIELD_VALUE).repeat(200) + "\r\n";
    return "CONNECT " + host + ":443 HTTP/1.1\r\n" + field.repeat(6) + "\r\n";
  }

  /** A head without its last line. */
  String incomplete() {
    String whole = connect(word(Canary.TARGET_HOST) + ".example:443");
    return whole.substring(0, whole.length() - 2);
  }

  String tlsToAPlainPort() {
    return "\u0016\u0003\u0001" + word(Canary.TLS_TO_A_PLAIN_PORT);
  }

  String plainTextToATlsPort() {
    return head("GET /" + word(Canary.PLAIN_TEXT_TO_A_TLS_PORT) + " HTTP/1.1");
  }

  /** One with content to which everything is attached that content can have. */
  String post(String authority) {
    String head = head("POST " + url(authority) + " HTTP/1.1").replaceFirst("Via:.*\r\n", "");
    String content = word(Canary.CONTENT_OF_A_REQUEST);
    return head.replaceFirst("\r\n\r\n$", "\r\nTransfer-Encoding: chunked\r\n")
        + "Authorization: Bearer %s\r\n\r\n".formatted(word(Canary.AUTHORIZATION))
        + "%x;%s\r\n%s\r\n".formatted(content.length(), word(Canary.CHUNK_EXTENSION), content)
        + "0\r\nX-Trailer: %s\r\n\r\n".formatted(word(Canary.TRAILER));
  }

  /** The same with a chunk that is longer than it says. */
  String brokenPost(String authority) {
    return post(authority).replaceFirst("\r\n0\r\n", "x\r\n0\r\n");
  }

  private String url(String host) {
    return "http://%s/%s?q=%s".formatted(host, word(Canary.PATH), word(Canary.QUERY));
  }

  private String head(String requestLine) {
    return """
    %s
    Host: %s.example
    Proxy-Authorization: Basic %s
    User-Agent: %s/1.0
    Cookie: id=%s
    Referer: https://%s.example/
    X-Forwarded-For: %s
    Via: 1.1 %s
    X-%s: %s

    """
        .formatted(
            requestLine,
            word(Canary.HOST_FIELD),
            credentials(),
            word(Canary.USER_AGENT),
            word(Canary.COOKIE),
            word(Canary.REFERER),
            word(Canary.X_FORWARDED_FOR),
            word(Canary.VIA),
            word(Canary.FIELD_NAME),
            word(Canary.FIELD_VALUE))
        .replace("\n", "\r\n");
  }

  private String credentials() {
    String plain = word(Canary.USER) + ":" + word(Canary.PASSWORD);
    return Base64.getEncoder().encodeToString(plain.getBytes(ISO_8859_1));
  }

  private String word(Canary canary) {
    return words.word(canary);
  }
}
