package io.github.httptunnel.http;

import java.util.ArrayList;
import java.util.List;

/**
 * One header or trailer field (RFC 9110 §5).
 *
 * @param name a token, case kept
 * @param value without surrounding white space
 */
public record Field(String name, String value) {

  /** Whether it has this name, in any case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** The values of all fields with this name, in their order. */
  public static List<String> values(List<Field> fields, String name) {
    List<String> values = List.of();
    for (Field field : fields) {
      if (field.is(name)) {
        values = values.isEmpty() ? new ArrayList<>() : values;
        values.add(field.value());
      }
    }
    return values;
  }

  /** Whether a field with this name has this value, in any case. */
  public static boolean has(List<Field> fields, String name, String value) {
    for (Field field : fields) {
      if (field.is(name) && field.value().equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "Field[hidden]";
  }
}
