package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Some ports, such as {@code 443,8000-8099}.
 *
 * @param spans at least one, within 1 to 65535
 */
record PortSet(List<Span> spans) {

  /** Every port. */
  static final PortSet ANY = new PortSet(List.of(new Span(1, 65_535)));

  /** How sets are written, for grammars that hold one. */
  static final String GRAMMAR = "(?:\\*|[0-9]+(?:-[0-9]+)?(?:,[0-9]+(?:-[0-9]+)?)*)";

  private static final Pattern WRITTEN = Pattern.compile(GRAMMAR);

  /** Copies the list. */
  PortSet {
    spans = List.copyOf(spans);
  }

  /** Ports from one to another, both included. */
  record Span(int first, int last) {}

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException with a message for the operator that holds no part of the text
   */
  static PortSet parse(String text) {
    if (text.equals("*")) {
      return ANY;
    }
    if (!WRITTEN.matches(text)) {
      throw new IllegalArgumentException(
          "has no ports behind its colon (such as :443, :443,8443, :8000-8099 or :*)");
    }
    List<Span> spans = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = port(dash < 0 ? part : part.substring(0, dash));
      int last = port(part.substring(dash + 1));
      if (first > last) {
        throw new IllegalArgumentException("has ports that end before they begin");
      }
      spans.add(new Span(first, last));
    }
    return new PortSet(spans);
  }

  boolean contains(int port) {
    for (Span span : spans) {
      if (port >= span.first() && port <= span.last()) {
        return true;
      }
    }
    return false;
  }

  boolean covers(PortSet other) {
    for (Span span : other.spans) {
      for (int port = span.first(); port <= span.last(); port++) {
        if (!contains(port)) {
          return false;
        }
      }
    }
    return true;
  }

  private static int port(String text) {
    int port = text.length() > 5 ? 0 : Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has a port that is not from 1 to 65535");
    }
    return port;
  }
}
