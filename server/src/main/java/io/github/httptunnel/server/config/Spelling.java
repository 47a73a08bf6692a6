package io.github.httptunnel.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Spelling {

  private static final int SHORTEST_PART = 3;

  /** Nobody misspells a key at greater length, and the work grows with it. */
  private static final int LONGEST_WORD = 64;

  private Spelling() {}

  /** The nearest of the known words, if one is near enough to be meant. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    Optional<String> close =
        known.stream()
            .filter(candidate -> distance(word, candidate) <= tolerance(word))
            .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    return close.or(() -> known.stream().filter(candidate -> isPart(word, candidate)).findFirst());
  }

  /** {@code ; did you mean 'word'?}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static int tolerance(String word) {
    return Math.clamp(word.length() / 3, 1, 3);
  }

  private static boolean isPart(String word, String candidate) {
    return Math.min(word.length(), candidate.length()) >= SHORTEST_PART
        && (word.contains(candidate) || candidate.contains(word));
  }

  /** Damerau-Levenshtein in its restricted form: a swap of neighbours is one step. */
  static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(int[][] steps, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1);
    best = Math.min(best, steps[i - 1][j - 1] + same);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
  }
}
