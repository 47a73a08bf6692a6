package io.github.httptunnel.server.config;

import java.util.List;

/**
 * A file's text.
 *
 * @param name as the operator named the file
 * @param text without a byte order mark
 * @param lines of the text, without their ends
 */
record SourceText(String name, String text, List<String> lines) {

  static SourceText of(String name, String text) {
    return new SourceText(name, text, List.of(text.split("\r\n|\n|\r", -1)));
  }

  /** A line, from 1; empty beyond the end, where a parser may point to. */
  String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** The offset in a line of the column, which counts code points. */
  static int offset(String line, int column) {
    int points = Math.min(column - 1, line.codePointCount(0, line.length()));
    return line.offsetByCodePoints(0, points);
  }
}
