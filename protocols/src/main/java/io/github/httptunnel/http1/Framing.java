package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a message's content ends (RFC 9112 §6.3). What can be read in two ways is not read at all:
 * two parties that disagree on it is what request smuggling is made of (RFC 9112 §11.2).
 */
sealed interface Framing {

  /** No content. */
  record Nothing() implements Framing {}

  /** As many bytes. */
  record Length(long bytes) implements Framing {}

  /** In chunks, of which the last is empty. */
  record Chunked() implements Framing {}

  /** All bytes until the sender ends. Responses only. */
  record UntilEnd() implements Framing {}

  /**
   * It cannot be told, or not safely.
   *
   * @param problem a phrase of ours
   */
  record Faulty(String problem) implements Framing {}

  /**
   * A coding that is not served, though its message may be sound.
   *
   * @param problem a phrase of ours
   */
  record UnknownCoding(String problem) implements Framing {}

  /** Digits alone, and few enough for 63 bits. */
  Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** Statuses whose responses have no content, whatever their fields say. */
  Set<Integer> WITHOUT_CONTENT = Set.of(204, 304);

  /** How a request is framed. */
  static Framing of(RequestHead head) {
    return told(head.fields(), head.minorVersion(), new Nothing());
  }

  /** How the final response to a request with this method is framed. */
  static Framing of(ResponseHead head, String method) {
    Framing told = told(head.fields(), head.minorVersion(), new UntilEnd());
    boolean unsound = told instanceof Faulty || told instanceof UnknownCoding;
    boolean empty = method.equals("HEAD") || WITHOUT_CONTENT.contains(head.status());
    return empty && !unsound ? new Nothing() : told;
  }

  private static Framing told(List<Field> fields, int minorVersion, Framing untold) {
    List<String> codings = Field.values(fields, "Transfer-Encoding");
    List<String> lengths = Field.values(fields, "Content-Length");
    if (codings.isEmpty()) {
      return lengths.isEmpty() ? untold : length(lengths);
    }
    if (!lengths.isEmpty()) {
      return new Faulty("it has both Content-Length and Transfer-Encoding");
    }
    if (minorVersion == 0) {
      return new Faulty("it has Transfer-Encoding in HTTP/1.0");
    }
    if (codings.size() > 1) {
      return new Faulty("it has more than one Transfer-Encoding field");
    }
    return codings.getFirst().equalsIgnoreCase("chunked")
        ? new Chunked()
        : new UnknownCoding("its Transfer-Encoding is not 'chunked'");
  }

  private static Framing length(List<String> lengths) {
    if (lengths.size() > 1) {
      return new Faulty("it has more than one Content-Length field");
    }
    String value = lengths.getFirst();
    return LENGTH.matcher(value).matches()
        ? new Length(Long.parseLong(value))
        : new Faulty("its Content-Length is not a number");
  }
}
