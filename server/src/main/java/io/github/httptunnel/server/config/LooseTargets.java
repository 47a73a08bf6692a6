package io.github.httptunnel.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notices expressions that let more targets through than they seem to. They are searched anywhere
 * in {@code host:port}, so {@code (wikipedia|rust-lang)\.org:443$} also finds {@code
 * evilwikipedia.org:443}. A rule of thumb over the text, good enough for a warning.
 */
final class LooseTargets {

  /** Flags, and a start that leaves the matter open. */
  private static final Pattern LEAD = Pattern.compile("^(?:\\(\\?[a-zA-Z]+\\)|\\.\\*)+");

  /** What stands in front of a name and keeps other names out, or is no name at all. */
  private static final Pattern GUARD =
      Pattern.compile("^(?:\\^|\\\\A|\\\\b|\\\\\\.|:|\\$|\\.?$).*");

  private static final Pattern GROUP = Pattern.compile("^\\((?:\\?(?:P?<[^>]*>|[a-zA-Z]*:))?");
  private static final Pattern OPTIONAL = Pattern.compile("^(?:\\?|\\*|\\{0).*");
  private static final Pattern OPEN_DOT = Pattern.compile("[A-Za-z0-9)\\]]\\.[A-Za-z0-9()\\[]");
  private static final Pattern OPEN_END = Pattern.compile("^(?:(?!\\$|\\\\z).)*(?<!\\.\\*)$");

  private LooseTargets() {}

  /** What is loose about the expression, with the remedy; empty if nothing is. */
  static List<String> of(String regex) {
    List<String> loose = new ArrayList<>();
    if (!isGuarded(regex)) {
      loose.add(
          "other hosts that end in the same name match too"
              + suchAs(LooseExample.inFront(regex))
              + "; put (^|\\.) in front of it");
    }
    if (OPEN_END.matcher(regex).matches()) {
      loose.add(
          "longer hosts and ports match too"
              + suchAs(LooseExample.behind(regex))
              + "; end it with :443$ or the like");
    }
    if (hasOpenDot(regex)) {
      loose.add(
          "a dot matches any character" + suchAs(LooseExample.between(regex)) + "; write \\.");
    }
    return loose;
  }

  static String suchAs(@Nullable String example) {
    return example == null ? "" : ", such as " + example;
  }

  /** Whether a dot that seems to separate labels matches any character. */
  static boolean hasOpenDot(String regex) {
    return OPEN_DOT.matcher(regex).find();
  }

  /** Whether every alternative begins with something that keeps longer names out. */
  private static boolean isGuarded(String regex) {
    return alternatives(regex).stream().allMatch(LooseTargets::isGuardedAlternative);
  }

  private static boolean isGuardedAlternative(String alternative) {
    String rest = LEAD.matcher(alternative).replaceFirst("");
    Matcher group = GROUP.matcher(rest);
    if (!group.find()) {
      return GUARD.matcher(rest).matches();
    }
    int close = closing(rest);
    String behind = rest.substring(Math.min(rest.length(), close + 1));
    return isGuarded(rest.substring(group.end(), close))
        && (!OPTIONAL.matcher(behind).matches() || isGuarded(behind.replaceFirst("^[?*]+", "")));
  }

  /** Splits at the bars that stand in no group and no class. */
  private static List<String> alternatives(String regex) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '\\' -> i++;
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case '|' -> {
          if (depth == 0) {
            parts.add(regex.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(regex.substring(start));
    return parts;
  }

  /** The offset of the parenthesis that closes the first one. */
  private static int closing(String regex) {
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> {
          depth--;
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return regex.length();
  }
}
