package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One header field: {@code name ":" OWS value OWS} (RFC 9112 §5). */
final class FieldLine {

  private FieldLine() {}

  /**
   * Reads a line that holds no control characters.
   *
   * @param fields the field is added here
   * @return what is wrong with it, or null
   */
  static @Nullable String parse(String line, List<Field> fields) {
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      return "it has a folded header line, or white space before its fields";
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      return "it has a header line without a colon";
    }
    String name = line.substring(0, colon);
    if (!Tokens.isToken(name)) {
      return "it has a header field whose name is not a token";
    }
    fields.add(new Field(name, trim(line, colon + 1)));
    return null;
  }

  private static String trim(String line, int from) {
    int start = from;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
