package io.github.httptunnel.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The fields that concern one connection and are not passed on (RFC 9110 §7.6.1): those known as
 * such, and those that {@code Connection} names.
 */
public final class HopByHop {

  /**
   * {@code Expect} is not here: it is passed on to whoever will read the content. {@code Close} is,
   * as a field of that name would be at the mercy of the option (RFC 9112 §9.6).
   */
  private static final Set<String> ALWAYS =
      Set.of(
          "close",
          "connection",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  /** What no sender may take away from a message by naming it: who gets it, and where it ends. */
  private static final Set<String> NEVER =
      Set.of("cache-control", "content-length", "host", "max-forwards", "via");

  private HopByHop() {}

  /** The fields that go on to the next connection, in their order. */
  public static List<Field> strip(List<Field> fields) {
    Set<String> named = named(fields);
    List<Field> kept = new ArrayList<>(fields.size());
    for (Field field : fields) {
      String name = lower(field.name());
      if (!ALWAYS.contains(name) && (!named.contains(name) || NEVER.contains(name))) {
        kept.add(field);
      }
    }
    return kept;
  }

  /** What {@code Connection} names, in lower case. */
  public static Set<String> named(List<Field> fields) {
    List<String> values = Field.values(fields, "Connection");
    if (values.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String name : String.join(",", values).split(",", -1)) {
      names.add(lower(name.strip()));
    }
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
