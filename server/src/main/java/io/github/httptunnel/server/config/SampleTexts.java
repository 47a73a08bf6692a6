package io.github.httptunnel.server.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that a regular expression may be meant for: its letters as they stand, one for each
 * alternative, with nothing for what is optional. A guess, as it knows the common syntax only:
 * whoever uses a text asks the expression itself about it.
 */
final class SampleTexts {

  /** Enough to find an example in, few enough for any expression. */
  private static final int MOST = 16;

  private static final int MOST_DEPTH = 50;

  private final String regex;
  private final String any;
  private int at;
  private int depth;

  private SampleTexts(String regex, String any) {
    this.regex = regex;
    this.any = any;
  }

  /**
   * The texts; none if the syntax is too rare.
   *
   * @param any stands for a dot
   */
  static Set<String> of(String regex, String any) {
    SampleTexts texts = new SampleTexts(regex, any);
    try {
      Set<String> found = texts.alternatives();
      return texts.at == regex.length() ? found : Set.of();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
      return Set.of();
    }
  }

  /** Up to the end, or to the parenthesis that closes. */
  private Set<String> alternatives() {
    if (++depth > MOST_DEPTH) {
      throw new IllegalArgumentException("nested too deep");
    }
    Set<String> texts = new LinkedHashSet<>(sequence());
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      texts.addAll(sequence());
    }
    depth--;
    return bounded(texts);
  }

  private Set<String> sequence() {
    Set<String> texts = Set.of("");
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      Set<String> part = atom();
      texts = isOptional() ? texts : product(texts, part);
    }
    return texts;
  }

  private Set<String> atom() {
    char c = regex.charAt(at++);
    return switch (c) {
      case '^', '$' -> Set.of("");
      case '.' -> Set.of(any);
      case '(' -> group();
      case '[' -> Set.of(oneOf());
      case '\\' -> Set.of(escaped());
      default -> Set.of(String.valueOf(c));
    };
  }

  private Set<String> group() {
    if (regex.startsWith("?", at)) {
      int end = Math.min(index(':'), index(')'));
      if (regex.startsWith("?P<", at) || regex.startsWith("?<", at)) {
        end = index('>');
      }
      at = end + 1;
      if (regex.charAt(end) == ')') {
        return Set.of("");
      }
    }
    Set<String> texts = alternatives();
    if (regex.charAt(at++) != ')') {
      throw new IllegalArgumentException("a group does not end");
    }
    return texts;
  }

  private int index(char wanted) {
    int found = regex.indexOf(wanted, at);
    return found < 0 ? regex.length() : found;
  }

  private String oneOf() {
    boolean others = regex.charAt(at) == '^';
    if (others) {
      at++;
    }
    String first = regex.charAt(at) == '\\' ? escapedInClass() : String.valueOf(regex.charAt(at++));
    while (regex.charAt(at) != ']') {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    return others ? any : first;
  }

  private String escapedInClass() {
    at++;
    return escaped();
  }

  private String escaped() {
    char c = regex.charAt(at++);
    return switch (c) {
      case 'd' -> "1";
      case 'w', 'S', 'D' -> "a";
      case 'b', 'A', 'z' -> "";
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new IllegalArgumentException("a rare escape");
        }
        yield String.valueOf(c);
      }
    };
  }

  /** Takes the quantifier, and says whether it allows for nothing. */
  private boolean isOptional() {
    boolean optional = false;
    while (at < regex.length() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
      char c = regex.charAt(at++);
      if (c == '{') {
        optional |= regex.charAt(at) == '0';
        at = index('}') + 1;
      } else {
        optional |= c != '+';
      }
    }
    return optional;
  }

  private static Set<String> product(Set<String> starts, Set<String> ends) {
    Set<String> texts = new LinkedHashSet<>();
    starts.forEach(start -> ends.forEach(end -> texts.add(start + end)));
    return bounded(texts);
  }

  private static Set<String> bounded(Set<String> texts) {
    List<String> first = new ArrayList<>(texts);
    return new LinkedHashSet<>(first.subList(0, Math.min(MOST, first.size())));
  }
}
