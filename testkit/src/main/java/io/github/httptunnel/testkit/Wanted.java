package io.github.httptunnel.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expectation demands: a JSON value, read as the type its key calls for.
 *
 * @param json a string, number, boolean, list, map or null
 */
public record Wanted(@Nullable Object json) {

  /** Whether it is {@code true}. */
  public boolean flag() {
    return Boolean.TRUE.equals(json);
  }

  /** The number. */
  public double number() {
    if (json instanceof Number number) {
      return number.doubleValue();
    }
    throw mistaken("a number");
  }

  /** The string. */
  public String text() {
    if (json instanceof String text) {
      return text;
    }
    throw mistaken("a string");
  }

  /** The numbers; a single one counts as a list. */
  public List<Integer> numbers() {
    return elements().stream().map(one -> (int) new Wanted(one).number()).toList();
  }

  /** The strings; a single one counts as a list. */
  public List<String> texts() {
    return elements().stream().map(one -> new Wanted(one).text()).toList();
  }

  /** The elements; anything but a list counts as a list of itself. */
  public List<?> elements() {
    return json instanceof List<?> list ? list : List.of(json == null ? "null" : json);
  }

  /** The object's members. */
  public Map<?, ?> members() {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw mistaken("an object");
  }

  /** The value of that member, or null. */
  public @Nullable Object member(String name) {
    return members().get(name);
  }

  private IllegalArgumentException mistaken(String expected) {
    return new IllegalArgumentException("expectation: " + json + " (expected: " + expected + ")");
  }
}
