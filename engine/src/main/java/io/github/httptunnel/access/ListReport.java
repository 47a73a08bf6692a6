package io.github.httptunnel.access;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in the file of a list.
 *
 * @param lines those that are not blank
 * @param names different ones, exceptions included
 * @param blocks different address blocks, exceptions included
 * @param duplicates entries that were there before
 * @param skipped lines that count for nothing although they are no comments, by reason
 */
public record ListReport(int lines, int names, int blocks, int duplicates, List<Skipped> skipped) {

  /** Copies the list. */
  public ListReport {
    skipped = List.copyOf(skipped);
  }

  /**
   * Lines that were skipped for one reason.
   *
   * @param firstLine the number of the first of them
   * @param excerpt how that one begins, fit for a terminal
   */
  public record Skipped(SkipReason reason, int count, int firstLine, String excerpt) {}

  /** Names and address blocks together. */
  public int entries() {
    return names + blocks;
  }

  /** How many lines were skipped. */
  public int skippedLines() {
    return skipped.stream().mapToInt(Skipped::count).sum();
  }

  /** One sentence for an operator. */
  public String summary() {
    String found = names + " names, " + blocks + " address blocks";
    String twice = duplicates == 0 ? "" : ", " + duplicates + " duplicates";
    return found + twice + (skipped.isEmpty() ? "" : "; " + skippedWords());
  }

  /** What was skipped and why, with the first line of each kind. */
  public String skippedWords() {
    return "skipped %d of %d lines: ".formatted(skippedLines(), lines)
        + skipped.stream()
            .map(kind ->
                "%d %s (line %d: '%s')"
                    .formatted(
                        kind.count(), kind.reason().words(), kind.firstLine(), kind.excerpt()))
            .collect(Collectors.joining(", "));
  }
}
