package io.github.httptunnel.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as the original reads them: whole numbers with units, one after another, such as {@code
 * 1h 30m}. A month is 30.44 days and a year 365.25 days.
 */
final class DurationSyntax {

  /** Far above any use, and small enough for a count of nanoseconds. */
  private static final Duration MAX = Duration.ofDays(36_525);

  private static final Pattern PART = Pattern.compile("([0-9]+)\\s*([A-Za-zµ]+)\\s*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern FRACTION = Pattern.compile(".*[0-9][.,][0-9].*");

  private static final Map<Duration, String> SPELLINGS =
      Map.ofEntries(
          Map.entry(Duration.ofNanos(1), "ns nsec nanos"),
          Map.entry(Duration.ofNanos(1_000), "us usec µs"),
          Map.entry(Duration.ofMillis(1), "ms msec millis"),
          Map.entry(Duration.ofSeconds(1), "s sec secs second seconds"),
          Map.entry(Duration.ofMinutes(1), "m min mins minute minutes"),
          Map.entry(Duration.ofHours(1), "h hr hrs hour hours"),
          Map.entry(Duration.ofDays(1), "d day days"),
          Map.entry(Duration.ofDays(7), "w wk wks week weeks"),
          Map.entry(Duration.ofSeconds(2_630_016), "M month months"),
          Map.entry(Duration.ofSeconds(31_557_600), "y yr yrs year years"));

  private DurationSyntax() {}

  static Parsed<Duration> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("-")) {
      return new Parsed.Bad<>("is negative");
    }
    if (NUMBER.matcher(trimmed).matches()) {
      return new Parsed.Bad<>("has no unit; add one, for example s for seconds");
    }
    if (FRACTION.matcher(trimmed).matches()) {
      return new Parsed.Bad<>("has a fraction; use a smaller unit, for example 1500ms for 1.5s");
    }
    return sum(trimmed);
  }

  private static Parsed<Duration> sum(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!part.find() || part.start() != end) {
        return new Parsed.Bad<>("is not a duration");
      }
      Duration unit = unit(part.group(2));
      if (unit == null) {
        return new Parsed.Bad<>("has a unit that does not exist");
      }
      if (isTooLarge(part.group(1), unit)) {
        return new Parsed.Bad<>("is longer than 100 years");
      }
      sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
      end = part.end();
    }
    return end == 0 || sum.compareTo(MAX) > 0
        ? new Parsed.Bad<>(end == 0 ? "is empty" : "is longer than 100 years")
        : new Parsed.Good<>(sum);
  }

  private static boolean isTooLarge(String number, Duration unit) {
    return number.length() > 18 || Long.parseLong(number) > MAX.dividedBy(unit);
  }

  private static @Nullable Duration unit(String spelling) {
    for (Map.Entry<Duration, String> unit : SPELLINGS.entrySet()) {
      if (List.of(unit.getValue().split(" ", -1)).contains(spelling)) {
        return unit.getKey();
      }
    }
    return null;
  }
}
