package io.github.httptunnel.access;

import io.github.httptunnel.access.ListLine.Skipped;
import java.util.List;
import java.util.Set;

/**
 * Reads a rule of AdBlock Plus: {@code ||example.org^} and {@code @@||example.org^}. Rules that
 * hold only for some requests to a host would keep clients from all of it, so they do not count.
 */
final class AdblockLine {

  private static final String DOMAIN = "||";
  private static final String EXCEPTION = "@@";
  private static final String IMPORTANT = "important";

  /** Whoever blocks the document, or all there is, means the domain. */
  private static final Set<String> WHOLE_DOMAIN = Set.of(IMPORTANT, "all", "document", "doc");

  private AdblockLine() {}

  /** Whether the line can be nothing but such a rule. */
  static boolean isOne(String line) {
    return line.startsWith("|") || line.startsWith(EXCEPTION) || isCosmetic(line);
  }

  static ListLine read(String line) {
    if (isCosmetic(line)) {
      return new Skipped(SkipReason.COSMETIC);
    }
    boolean exception = line.startsWith(EXCEPTION);
    String rule = exception ? line.substring(EXCEPTION.length()) : line;
    int dollar = rule.indexOf('$');
    String pattern = dollar < 0 ? rule : rule.substring(0, dollar);
    if (!pattern.startsWith(DOMAIN) || pattern.indexOf('^') != pattern.length() - 1) {
      return new Skipped(SkipReason.PATH);
    }
    String host = pattern.substring(DOMAIN.length(), pattern.length() - 1);
    List<String> options =
        dollar < 0 ? List.of() : List.of(rule.substring(dollar + 1).split(",", -1));
    return host(host, options, exception);
  }

  private static ListLine host(String host, List<String> options, boolean exception) {
    boolean important = false;
    for (String option : options) {
      if (exception ? !option.equals(IMPORTANT) : !WHOLE_DOMAIN.contains(option)) {
        return new Skipped(SkipReason.OPTIONS);
      }
      important |= option.equals(IMPORTANT);
    }
    ListLine line = ListWord.host(host, kind(exception, important), true);
    return line.equals(new Skipped(SkipReason.UNKNOWN)) && host.indexOf('/') >= 0
        ? new Skipped(SkipReason.PATH)
        : line;
  }

  private static Mark.Kind kind(boolean exception, boolean important) {
    if (exception) {
      return Mark.Kind.EXCEPTED;
    }
    return important ? Mark.Kind.IMPORTANT : Mark.Kind.LISTED;
  }

  /** {@code ##}, {@code #@#}, {@code #?#} and the like, and the HTML rules of {@code $$}. */
  private static boolean isCosmetic(String line) {
    int hash = line.indexOf('#');
    if (hash < 0) {
      return line.contains("$$");
    }
    int next = hash + 1;
    while (next < line.length() && "@?$%".indexOf(line.charAt(next)) >= 0) {
      next++;
    }
    return hash > 0
        && !Character.isWhitespace(line.charAt(hash - 1))
        && next < line.length()
        && line.charAt(next) == '#';
  }
}
