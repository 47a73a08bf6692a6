package io.github.httptunnel.server.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, read strictly: what is unknown, given twice or cannot be read is a
 * {@link #problem()}. Whatever nobody has asked for by then is unknown. Used by one thread.
 */
public final class Query {

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^!-~]|%00");

  private final Map<String, String> given = new LinkedHashMap<>();
  private final TreeSet<String> asked = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private Query() {}

  /**
   * Reads a query.
   *
   * @param raw as it was sent; absent: none
   */
  public static Query of(@Nullable String raw) {
    Query query = new Query();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        query.add(pair);
      }
    }
    return query;
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    if (!NAME.matcher(name).matches()) {
      problems.add("a parameter has no proper name (expected: name=value)");
    } else if (equals < 0 || BROKEN.matcher(pair).find()) {
      problems.add(name + ": cannot be read (expected: name=value, percent-encoded)");
    } else if (given.containsKey(name)) {
      problems.add(name + ": is given twice (expected: once)");
    } else {
      given.put(name, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  /** Whether a parameter is given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /** A parameter's value; absent if it is not given. */
  public @Nullable String text(String name) {
    asked.add(name);
    return given.get(name);
  }

  /** A whole number within bounds, or what holds without the parameter. */
  public long whole(String name, long least, long most, long fallback) {
    String text = text(name);
    if (text == null) {
      return fallback;
    }
    long value = WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (value < least || value > most) {
      problem(name, "expected: a whole number from " + least + " to " + most);
      return fallback;
    }
    return value;
  }

  /** What one of some words stands for, or what holds without the parameter. */
  public <T> T choice(String name, Map<String, T> words, T fallback) {
    String text = text(name);
    if (text == null) {
      return fallback;
    }
    T value = words.get(text);
    if (value == null) {
      problem(name, "expected: one of " + String.join(", ", new TreeSet<>(words.keySet())));
      return fallback;
    }
    return value;
  }

  /** Notes that a parameter cannot be used; does not repeat its value. */
  public void problem(String name, String why) {
    problems.add(name + ": cannot be used (" + why + ")");
  }

  /** What is wrong, in one sentence; absent if nothing is. To be asked last. */
  public @Nullable String problem() {
    given.keySet().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> problems.add(name + ": unknown parameter" + known()));
    return problems.isEmpty() ? null : String.join("; ", problems);
  }

  private String known() {
    return asked.isEmpty()
        ? " (expected: none)"
        : " (expected: one of " + String.join(", ", asked) + ")";
  }
}
