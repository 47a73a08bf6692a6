package io.github.httptunnel.bench.figures;

import java.util.List;
import java.util.Locale;

/**
 * A figure of a run, and how people read it.
 *
 * @param key its name in the run
 * @param title of the column, with its unit
 * @param unit how many of the run's units make one of the column's
 * @param digits behind the point
 * @param better which way is better, for the plot; empty when it is not plotted
 */
record Metric(String key, String title, double unit, int digits, String better) {

  private static final double MEGA = 1e6;
  private static final double KILO = 1000;

  private static final String LESS = "less is better";
  private static final String MORE = "more is better";

  private static final List<Metric> BULK =
      List.of(
          new Metric("bytes_per_second", "MB/s", MEGA, 0, MORE),
          new Metric("cpu_seconds_per_gb", "CPU seconds per GB", 1, 2, LESS));
  private static final Metric RATE = new Metric("per_second", "per second", 1, 0, MORE);
  private static final Metric P50 = new Metric("p50_us", "50th percentile, ms", KILO, 2, "");
  private static final Metric P99 = new Metric("p99_us", "99th percentile, ms", KILO, 2, LESS);
  private static final Metric CPU = new Metric("cpu_us_each", "CPU µs each", 1, 1, LESS);
  private static final Metric MEMORY = new Metric("pss_per_tunnel", "kB per tunnel", KILO, 2, LESS);

  /** Those that are shown of an experiment. */
  static List<Metric> of(String group) {
    return switch (group) {
      case "bulk", "tls" -> BULK;
      case "requests", "setup" -> List.of(RATE, P50, P99, CPU);
      case "idle" -> List.of(MEMORY, new Metric("cpu_percent", "CPU per cent", 1, 2, ""));
      case "unread" -> List.of(MEMORY);
      default -> List.of();
    };
  }

  boolean isPlotted() {
    return !better.isEmpty();
  }

  /** The name of the plot's file. */
  String file(String group) {
    return group + "-" + key.replace('_', '-') + ".svg";
  }

  /** A value, in the column's unit. */
  String text(double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value / unit);
  }

  /** The median, and in brackets least and most. */
  String text(Spread spread) {
    return "%s (%s to %s)"
        .formatted(text(spread.median()), text(spread.least()), text(spread.most()));
  }
}
