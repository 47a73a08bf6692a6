package io.github.httptunnel.server.config;

import java.util.BitSet;
import java.util.List;

/** One line of the file with a caret below, and secrets hidden. */
final class Excerpt {

  /** Longer lines are cut around the caret. */
  private static final int WIDTH = 100;

  private static final int BEFORE_CARET = 40;

  private Excerpt() {}

  /**
   * A range of the file that must not be shown.
   *
   * @param from its first character
   * @param to behind its last character
   */
  record Hidden(Position from, Position to) {}

  static String of(SourceText source, Position at, List<Hidden> hidden) {
    String line = source.line(at.line());
    int caret = SourceText.offset(line, at.column());
    int start = caret < WIDTH ? 0 : caret - BEFORE_CARET;
    int end = Math.min(line.length(), start + WIDTH);
    BitSet secret = secret(line, at.line(), hidden);
    String before = shown(line, start, Math.min(caret, end), secret);
    String whole = shown(line, start, end, secret);
    String indent = before.replaceAll("[^\t]", " ");
    return "%5d | %s\n      | %s^".formatted(at.line(), whole, indent);
  }

  private static BitSet secret(String line, int number, List<Hidden> hidden) {
    BitSet secret = new BitSet();
    for (Hidden range : hidden) {
      if (range.from().line() <= number && number <= range.to().line()) {
        int from =
            range.from().line() == number ? SourceText.offset(line, range.from().column()) : 0;
        int to =
            range.to().line() == number
                ? SourceText.offset(line, range.to().column())
                : line.length();
        secret.set(from, Math.max(from, to));
      }
    }
    return secret;
  }

  private static String shown(String line, int start, int end, BitSet secret) {
    StringBuilder shown = new StringBuilder();
    for (int i = start; i < end; i++) {
      if (!secret.get(i)) {
        shown.append(line.charAt(i));
      } else if (i == start || !secret.get(i - 1)) {
        shown.append("***");
      }
    }
    return shown.toString();
  }
}
