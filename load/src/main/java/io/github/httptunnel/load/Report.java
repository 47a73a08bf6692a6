package io.github.httptunnel.load;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run found, in the order in which it was put. Values are numbers, truths, texts without
 * control characters, other reports, and lists of these.
 */
final class Report {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Adds a value, unless there is none. */
  Report put(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  /** One line for programs on one stream, a short table for people on the other. */
  void print(PrintWriter out, PrintWriter err) {
    err.print(table());
    err.flush();
    out.println(json());
    out.flush();
  }

  /** The report as one JSON object. */
  String json() {
    return json(this);
  }

  private static String json(Object value) {
    return switch (value) {
      case Report report -> members(report, "{", "\"%s\":%s", ",", "}");
      case List<?> list ->
          list.stream().map(Report::json).collect(Collectors.joining(",", "[", "]"));
      case Number number -> number(number);
      case Boolean truth -> truth.toString();
      default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    };
  }

  private static String number(Number number) {
    return number instanceof Double real ? String.format(Locale.ROOT, "%.4f", real) : "" + number;
  }

  private static String members(
      Report report, String begin, String form, String between, String end) {
    return report.values.entrySet().stream()
        .map(member -> String.format(Locale.ROOT, form, member.getKey(), json(member.getValue())))
        .collect(Collectors.joining(between, begin, end));
  }

  /** The report as lines of name and value. */
  String table() {
    StringBuilder lines = new StringBuilder();
    for (Entry<String, Object> member : values.entrySet()) {
      List<?> rows = member.getValue() instanceof List<?> list ? list : List.of(member.getValue());
      for (Object row : rows) {
        lines.append(String.format(Locale.ROOT, "  %-24s %s%n", member.getKey(), shown(row)));
      }
    }
    return lines.toString();
  }

  private static String shown(Object row) {
    return switch (row) {
      case Report report -> members(report, "", "%s %s", "  ", "");
      case Number number -> number(number);
      default -> row.toString();
    };
  }
}
