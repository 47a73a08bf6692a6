package io.github.httptunnel.server.accesslog;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object (RFC 8259) on one line. For the few shapes this program writes; confined
 * to one thread. An object that is written inside another shares its text.
 */
public final class Json {

  private final StringBuilder out;
  private boolean first = true;

  private Json(StringBuilder out) {
    this.out = out;
  }

  /** The text of an object with these members. */
  public static String object(Consumer<Json> members) {
    StringBuilder out = new StringBuilder(512);
    nested(out, members);
    return out.toString();
  }

  /** A member that is a string. */
  public Json text(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** A member that is an integer. */
  public Json number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A member that is an array of integers; those that are absent are null. */
  public Json numbers(String name, List<? extends @Nullable Long> values) {
    name(name);
    out.append('[');
    String separator = "";
    for (Long value : values) {
      out.append(separator).append(value);
      separator = ",";
    }
    out.append(']');
    return this;
  }

  /** A member that is an array of strings. */
  public Json texts(String name, List<String> values) {
    name(name);
    out.append('[');
    String separator = "";
    for (String value : values) {
      out.append(separator);
      quote(value);
      separator = ",";
    }
    out.append(']');
    return this;
  }

  /** A member that is true or false. */
  public Json flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A member that is an array of objects. */
  public Json objects(String name, List<Consumer<Json>> values) {
    name(name);
    out.append('[');
    String separator = "";
    for (Consumer<Json> value : values) {
      out.append(separator);
      nested(out, value);
      separator = ",";
    }
    out.append(']');
    return this;
  }

  /** A member that is an object. */
  public Json object(String name, Consumer<Json> members) {
    name(name);
    nested(out, members);
    return this;
  }

  private static void nested(StringBuilder out, Consumer<Json> members) {
    out.append('{');
    members.accept(new Json(out));
    out.append('}');
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    quote(name);
    out.append(':');
  }

  private void quote(String value) {
    out.append('"');
    value.chars().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default -> {
        if (Unprintable.test(c)) {
          out.append("\\u%04x".formatted(c));
        } else {
          out.append((char) c);
        }
      }
    }
  }
}
