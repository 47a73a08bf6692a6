package io.github.httptunnel.server.admin;

import java.util.Map;

/**
 * An answer to the operator.
 *
 * @param status of HTTP
 * @param contentType of the text
 * @param text in UTF-8
 * @param fields further header fields
 */
public record Answer(int status, String contentType, String text, Map<String, String> fields) {

  private static final String PLAIN = "text/plain; charset=utf-8";

  /** Copies the map. */
  public Answer {
    fields = Map.copyOf(fields);
  }

  /** A text of some type. */
  public static Answer ok(String contentType, String text) {
    return new Answer(200, contentType, text, Map.of());
  }

  /** A sentence, on a line. */
  public static Answer plain(int status, String sentence) {
    return new Answer(status, PLAIN, sentence + "\n", Map.of());
  }

  Answer with(String field, String value) {
    return new Answer(status, contentType, text, Map.of(field, value));
  }
}
