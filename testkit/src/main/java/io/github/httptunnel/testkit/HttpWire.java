package io.github.httptunnel.testkit;

import java.io.IOException;

/** Takes HTTP/1 messages off a stream of bytes, lenient in form and strict about completeness. */
final class HttpWire {

  /** Where bytes come from; -1 at the end. */
  @FunctionalInterface
  interface Source {
    int next() throws IOException;
  }

  /** What followed a head, and whether its framing came to its end. */
  record Body(String text, boolean complete) {}

  private final Source source;

  HttpWire(Source source) {
    this.source = source;
  }

  /** Everything up to the first empty line; shorter if the stream ends before. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    int next;
    while (!endsWithEmptyLine(head) && (next = source.next()) >= 0) {
      head.append((char) next);
    }
    return head.toString();
  }

  static boolean endsWithEmptyLine(StringBuilder head) {
    int length = head.length();
    return length >= 4 && head.indexOf("\r\n\r\n", length - 4) >= 0;
  }

  /**
   * The body by its framing (RFC 9112 §6.3).
   *
   * @param untilEnd whether a message without framing goes on to the end of the stream
   */
  Body readBody(HttpHead head, boolean untilEnd) throws IOException {
    String coding = head.header("Transfer-Encoding");
    if (coding != null && coding.endsWith("chunked")) {
      return chunked();
    }
    String length = head.header("Content-Length");
    if (length != null && length.matches("[0-9]{1,9}")) {
      return fixed(Integer.parseInt(length));
    }
    return untilEnd ? new Body(rest(), true) : new Body("", true);
  }

  String rest() throws IOException {
    return fixed(Integer.MAX_VALUE).text();
  }

  private Body fixed(int length) throws IOException {
    StringBuilder body = new StringBuilder();
    int next;
    while (body.length() < length && (next = source.next()) >= 0) {
      body.append((char) next);
    }
    return new Body(body.toString(), body.length() == length);
  }

  private Body chunked() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = line().replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        return new Body(body.toString(), false);
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        return new Body(body.toString(), trailersEnd());
      }
      Body chunk = fixed(length);
      body.append(chunk.text());
      if (!chunk.complete() || !line().isEmpty()) {
        return new Body(body.toString(), false);
      }
    }
  }

  private boolean trailersEnd() throws IOException {
    String line;
    do {
      StringBuilder read = new StringBuilder();
      if (!readLine(read)) {
        return false;
      }
      line = read.toString();
    } while (!line.isEmpty());
    return true;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    readLine(line);
    return line.toString();
  }

  /** Whether the line ended before the stream did. */
  private boolean readLine(StringBuilder line) throws IOException {
    int next;
    while ((next = source.next()) >= 0) {
      if (next == '\n') {
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
          line.setLength(line.length() - 1);
        }
        return true;
      }
      line.append((char) next);
    }
    return false;
  }
}
