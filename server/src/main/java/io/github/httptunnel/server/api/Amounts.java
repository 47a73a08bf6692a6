package io.github.httptunnel.server.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures for people: short, with their unit. */
final class Amounts {

  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

  private Amounts() {}

  /** With units that are powers of 1000. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    String digits = unit > 0 && value < 9.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, digits + " %s", value, UNITS.get(unit));
  }

  /** The two largest units. */
  static String time(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }

  /** In milliseconds, with as many digits as matter. */
  static String millis(Duration time) {
    double millis = time.toNanos() / 1e6;
    return String.format(Locale.ROOT, millis < 9.95 ? "%.1f ms" : "%.0f ms", millis);
  }
}
