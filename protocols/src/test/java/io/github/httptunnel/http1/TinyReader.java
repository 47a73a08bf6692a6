package io.github.httptunnel.http1;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Another reader of HTTP/1, as simple as can be and sharing nothing with the real one: it believes
 * what it is given, as a server behind a proxy would.
 */
record TinyReader(String startLine, List<String> fields, String content, boolean complete) {

  private static final String CRLF = "\r\n";

  /**
   * Reads a message.
   *
   * @param withContent whether the message may have any
   * @param untilEnd whether content without a length goes to the end
   */
  static TinyReader read(String message, boolean withContent, boolean untilEnd) {
    int end = message.indexOf(CRLF + CRLF);
    List<String> lines = List.of(message.substring(0, end).split(CRLF, -1));
    List<String> fields = lines.subList(1, lines.size());
    String rest = message.substring(end + 4);
    String length = value(fields, "content-length");
    if (!withContent) {
      return new TinyReader(lines.getFirst(), fields, "", true);
    }
    if (value(fields, "transfer-encoding") != null) {
      return chunks(lines.getFirst(), fields, rest);
    }
    if (length == null) {
      return new TinyReader(lines.getFirst(), fields, untilEnd ? rest : "", true);
    }
    boolean complete = Long.parseLong(length) <= rest.length();
    String content = complete ? rest.substring(0, Integer.parseInt(length)) : rest;
    return new TinyReader(lines.getFirst(), fields, content, complete);
  }

  /** How many fields say where the message ends. */
  long framingFields() {
    return Stream.of("content-length", "transfer-encoding")
        .mapToLong(name -> fields.stream().filter(field -> is(field, name)).count())
        .sum();
  }

  /** Whether no line of the head holds what would be read as another line, or as its end. */
  boolean hasCleanLines() {
    return Stream.concat(Stream.of(startLine), fields.stream())
        .allMatch(line -> line.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0));
  }

  /** The value of the first field with this name in lower case, or null. */
  static String value(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> is(field, name))
        .map(field -> field.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  private static boolean is(String field, String name) {
    return field.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }

  private static TinyReader chunks(String startLine, List<String> fields, String body) {
    StringBuilder content = new StringBuilder();
    int at = 0;
    while (true) {
      int line = body.indexOf(CRLF, at);
      if (line < 0) {
        return new TinyReader(startLine, fields, content.toString(), false);
      }
      long size = Long.parseLong(body.substring(at, line), 16);
      at = line + 2;
      if (size == 0) {
        boolean ended = body.startsWith(CRLF, at) || body.indexOf(CRLF + CRLF, at) > 0;
        return new TinyReader(startLine, fields, content.toString(), ended);
      }
      int end = (int) Math.min(body.length(), at + size);
      content.append(body, at, end);
      at = end + 2;
      if (at > body.length()) {
        return new TinyReader(startLine, fields, content.toString(), false);
      }
    }
  }
}
