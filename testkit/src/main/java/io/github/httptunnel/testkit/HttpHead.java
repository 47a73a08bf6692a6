package io.github.httptunnel.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1 message, a request's or a response's (RFC 9112 §2.1), taken apart without
 * any judgement: a head under test may be wrong in every way.
 *
 * @param startLine the first line, without its line end
 * @param headers field values in the order they came, by name in any case
 * @param raw every byte as Latin-1, with the empty line
 */
public record HttpHead(String startLine, Map<String, List<String>> headers, String raw) {

  /** Takes {@code raw} apart; a field line without a colon is left out of {@code headers}. */
  public static HttpHead parse(String raw) {
    List<String> lines = raw.lines().toList();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    String start = lines.isEmpty() ? "" : lines.getFirst();
    return new HttpHead(start, Collections.unmodifiableMap(headers), raw);
  }

  /** The three-digit status of a response; -1 if the start line is none of a response's. */
  public int status() {
    boolean response = startLine.startsWith("HTTP/") && word(1).matches("[0-9]{3}");
    return response ? Integer.parseInt(word(1)) : -1;
  }

  /** What follows the status, possibly empty. */
  public String reason() {
    return word(2);
  }

  /** A request's method: the first word of the start line. */
  public String method() {
    return word(0);
  }

  /** A request's target: the second word of the start line. */
  public String target() {
    return word(1);
  }

  /** The first value of that field, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** All values of that field, one for each line; empty if it is absent. */
  public List<String> headers(String name) {
    List<String> values = headers.get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  private String word(int index) {
    String[] words = startLine.split(" ", 3);
    return index < words.length ? words[index] : "";
  }
}
