package io.github.httptunnel.bench.figures;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One figure of all subjects as bars, with a line from the least to the most; as SVG that can be
 * read on light and on dark ground.
 *
 * @param results what was measured
 * @param group the experiment
 * @param metric the figure
 */
record Plot(Results results, String group, Metric metric) {

  private static final int WIDTH = 760;
  private static final int NAMES = 150;
  private static final int VALUES = 90;
  private static final int BARS = WIDTH - NAMES - VALUES;
  private static final int ROW = 20;
  private static final int THICKNESS = 12;
  private static final int HEADING = 34;

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f }
        .title { font-weight: 600 }
        .bar { fill: #9aa4af }
        .ours { fill: #2f6fde }
        .spread { stroke: #24292f; stroke-width: 1.5 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .bar { fill: #6e7681 }
          .ours { fill: #6cb0ff }
          .spread { stroke: #e6edf3 }
        }
      </style>
      """;

  /** One line of the plot: a bar, or the title of those below it. */
  private sealed interface Line {
    record Title(String text) implements Line {}

    record Bar(String subject, Spread spread) implements Line {}
  }

  /** The whole file. */
  String svg() {
    List<Line> lines = lines();
    double most = lines.stream().mapToDouble(Plot::most).max().orElse(0);
    int height = HEADING + lines.size() * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n"
            .formatted(WIDTH, height));
    svg.append(STYLE);
    svg.append(text(0, 16, "title", metric.title() + ", " + metric.better()));
    for (int i = 0; i < lines.size(); i++) {
      svg.append(line(lines.get(i), HEADING + i * ROW, BARS / (most > 0 ? most : 1)));
    }
    return svg.append("</svg>\n").toString();
  }

  private List<Line> lines() {
    return results.scenarios(group).stream().flatMap(this::lines).toList();
  }

  private Stream<Line> lines(Scenario scenario) {
    return Stream.concat(
        Stream.of(new Line.Title(scenario.title())),
        results.subjects(scenario).stream()
            .filter(subject -> results.spread(scenario, subject, metric) != null)
            .map(subject ->
                new Line.Bar(
                    subject, Objects.requireNonNull(results.spread(scenario, subject, metric)))));
  }

  private static double most(Line line) {
    return line instanceof Line.Bar bar ? bar.spread().most() : 0;
  }

  private String line(Line line, int top, double scale) {
    return switch (line) {
      case Line.Title(String title) -> text(0, top + THICKNESS, "title", title);
      case Line.Bar(String subject, Spread spread) -> bar(subject, spread, top, scale);
    };
  }

  private String bar(String subject, Spread spread, int top, double scale) {
    String kind = subject.startsWith("http-tunnel") ? "bar ours" : "bar";
    double end = NAMES + Math.max(0, spread.most()) * scale;
    return text(8, top + THICKNESS - 1, "name", subject)
        + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>%n"
            .formatted(kind, NAMES, top, number(Math.max(0, spread.median()) * scale), THICKNESS)
        + "<path class=\"spread\" d=\"M%s %d H%s\"/>%n"
            .formatted(
                number(NAMES + Math.max(0, spread.least()) * scale),
                top + THICKNESS / 2,
                number(end))
        + text((int) end + 6, top + THICKNESS - 1, "value", metric.text(spread.median()));
  }

  private static String text(int left, int bottom, String kind, String text) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, left, bottom, text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
