package io.github.httptunnel.server.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the strings of a record: of one JSON object on one line (RFC 8259), as this program writes
 * them. What lies deeper is skipped.
 */
final class RecordText {

  private final String text;
  private int at;

  private RecordText(String text) {
    this.text = text;
  }

  /** The members that are strings or booleans; null if the line is no object. */
  static @Nullable Map<String, String> parse(String line) {
    try {
      return new RecordText(line.strip()).object();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
      return null;
    }
  }

  private Map<String, String> object() {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    if (text.charAt(at) == '}') {
      return members;
    }
    do {
      String name = string();
      expect(':');
      if (text.charAt(at) == '"') {
        members.put(name, string());
      } else {
        String value = skip();
        if (value.equals("true") || value.equals("false")) {
          members.put(name, value);
        }
      }
    } while (text.charAt(at++) == ',');
    if (at != text.length() || text.charAt(at - 1) != '}') {
      throw new IllegalArgumentException("an object does not end");
    }
    return members;
  }

  /** What is no string: a number, a word, or something in brackets. */
  private String skip() {
    int start = at;
    int depth = 0;
    while (depth > 0 || (text.charAt(at) != ',' && text.charAt(at) != '}')) {
      switch (text.charAt(at)) {
        case '"' -> string();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    }
    return text.substring(start, at);
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    expect('"');
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private void expect(char wanted) {
    if (text.charAt(at++) != wanted) {
      throw new IllegalArgumentException("no JSON object");
    }
  }
}
