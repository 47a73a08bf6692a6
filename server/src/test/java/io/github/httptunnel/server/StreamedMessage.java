package io.github.httptunnel.server;

import io.github.httptunnel.testkit.HttpHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message whose content was checked while it came, and not kept.
 *
 * @param form how it was framed
 * @param length the bytes of its content
 * @param intact whether they are those of {@link Content}
 * @param trailers as they came
 */
record StreamedMessage(
    HttpHead head, Content.Form form, long length, boolean intact, String trailers) {

  /** Reads one; null if the stream has ended before its first byte. */
  static @Nullable StreamedMessage request(InputStream in) throws IOException {
    String head = head(in);
    return head.isEmpty() ? null : read(HttpHead.parse(head), in, false);
  }

  /**
   * Reads one.
   *
   * @param toHead whether it answers a HEAD
   */
  static StreamedMessage response(InputStream in, boolean toHead) throws IOException {
    HttpHead head = HttpHead.parse(head(in));
    return toHead || head.status() == 204
        ? new StreamedMessage(head, Content.Form.NONE, 0, true, "")
        : read(head, in, true);
  }

  private static StreamedMessage read(HttpHead head, InputStream in, boolean untilEnd)
      throws IOException {
    Content.Check check = new Content.Check();
    String trailers = "";
    Content.Form form = Content.Form.NONE;
    if (head.header("Transfer-Encoding") != null) {
      trailers = chunks(in, check);
      form = trailers.isEmpty() ? Content.Form.CHUNKED : Content.Form.TRAILERS;
    } else if (head.header("Content-Length") != null) {
      check.read(in, Long.parseLong(head.header("Content-Length")));
      form = Content.Form.LENGTH;
    } else if (untilEnd) {
      check.read(in, Long.MAX_VALUE);
      form = Content.Form.UNTIL_END;
    }
    return new StreamedMessage(head, form, check.length(), check.isIntact(), trailers);
  }

  private static String chunks(InputStream in, Content.Check check) throws IOException {
    for (long size = size(in); size > 0; size = size(in)) {
      check.read(in, size);
      line(in);
    }
    StringBuilder trailers = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      trailers.append(line);
    }
    return trailers.toString();
  }

  private static long size(InputStream in) throws IOException {
    return Long.parseLong(line(in), 16);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(head.length() - 4, 0)) < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the stream ended within a line");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
