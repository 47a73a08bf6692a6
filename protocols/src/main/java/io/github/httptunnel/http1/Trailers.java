package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields behind the last chunk (RFC 9112 §7.1.2). Those that say who gets a message, where it
 * ends, who may send it or how it is read have no place there (RFC 9110 §6.5.1) and are left out.
 */
final class Trailers {

  /** The most bytes of all of them together. */
  static final int MAX_BYTES = 8 * 1024;

  private static final Set<String> LEFT_OUT =
      Set.of(
          "authorization",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "expect",
          "host",
          "keep-alive",
          "max-forwards",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "www-authenticate");

  private final List<Field> fields = new ArrayList<>();
  private int length;
  private boolean complete;

  /**
   * Takes one line, if it is there.
   *
   * @return what is wrong with it, or null
   */
  @Nullable String read(ByteBuf bytes) {
    int start = bytes.readerIndex();
    int end = Lines.end(bytes);
    if (end == Lines.BROKEN) {
      return "its trailers have a line that does not end in CRLF";
    }
    int seen = Lines.length(bytes, end);
    if (length + seen > MAX_BYTES) {
      return "its trailers are longer than " + MAX_BYTES + " bytes";
    }
    if (end == Lines.INCOMPLETE) {
      return null;
    }
    length += seen + Lines.END;
    bytes.readerIndex(end + Lines.END);
    complete = end == start;
    return complete
        ? null
        : FieldLine.parse(bytes.toString(start, end - start, StandardCharsets.ISO_8859_1), fields);
  }

  /** Whether the empty line behind them has been read. */
  boolean isComplete() {
    return complete;
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** What is passed on, the empty line included. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      if (!LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT))) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    return text.append("\r\n").toString();
  }
}
