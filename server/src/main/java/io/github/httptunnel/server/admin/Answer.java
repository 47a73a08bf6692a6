package io.github.httptunnel.server.admin;

import java.util.HashMap;
import java.util.Map;

/**
 * An answer to the operator.
 *
 * @param status of HTTP
 * @param content what it carries
 * @param fields header fields beside those that all answers have, or instead of them
 */
public record Answer(int status, Content content, Map<String, String> fields) {

  private static final String PLAIN = "text/plain; charset=utf-8";

  /** Copies the map. */
  public Answer {
    fields = Map.copyOf(fields);
  }

  /** What was asked for. */
  public static Answer ok(Content content) {
    return new Answer(200, content, Map.of());
  }

  /** A text for people. */
  public static Answer text(String text) {
    return ok(Content.text(PLAIN, text));
  }

  /** A JSON document. */
  public static Answer json(int status, String document) {
    return new Answer(status, Content.text("application/json", document + "\n"), Map.of());
  }

  /** A sentence, on a line. */
  public static Answer plain(int status, String sentence) {
    return new Answer(status, Content.text(PLAIN, sentence + "\n"), Map.of());
  }

  /** The same with another field. */
  public Answer with(String field, String value) {
    Map<String, String> more = new HashMap<>(fields);
    more.put(field, value);
    return new Answer(status, content, more);
  }
}
