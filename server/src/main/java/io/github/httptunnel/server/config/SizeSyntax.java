package io.github.httptunnel.server.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes: {@code 4096}, {@code 10MB} (decimal), {@code 64KiB} (binary), in any case. */
final class SizeSyntax {

  private static final Pattern SIZE = Pattern.compile("([0-9]+)\\s*([A-Za-z]*)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private SizeSyntax() {}

  static Parsed<Long> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("-")) {
      return new Parsed.Bad<>("is negative");
    }
    Matcher size = SIZE.matcher(trimmed);
    if (!size.matches()) {
      return new Parsed.Bad<>("is not a whole number of bytes");
    }
    Long unit = UNITS.get(size.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      return new Parsed.Bad<>("has a unit that does not exist");
    }
    Long bytes = product(size.group(1), unit);
    return bytes == null ? new Parsed.Bad<>("is too large") : new Parsed.Good<>(bytes);
  }

  private static @Nullable Long product(String number, long unit) {
    if (number.length() > 18 || Long.parseLong(number) > Long.MAX_VALUE / unit) {
      return null;
    }
    return Long.parseLong(number) * unit;
  }
}
