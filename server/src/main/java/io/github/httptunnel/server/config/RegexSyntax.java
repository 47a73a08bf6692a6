package io.github.httptunnel.server.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions that match in linear time, whatever the input (CWE-1333). */
final class RegexSyntax {

  private RegexSyntax() {}

  static Syntax<Pattern> regex() {
    return new Syntax<>(
        "regular expression",
        "an RE2 expression; look-around and back-references are not supported",
        RegexSyntax::parse);
  }

  private static Parsed<Pattern> parse(String text) {
    if (text.isEmpty()) {
      return new Parsed.Bad<>("is empty and would match every target; write .* if that is meant");
    }
    try {
      return new Parsed.Good<>(Pattern.compile(text));
    } catch (PatternSyntaxException invalid) {
      return new Parsed.Bad<>("is no regular expression: " + problem(text, invalid));
    }
  }

  /** Names the place by its number: the text itself may have come from a secret. */
  private static String problem(String text, PatternSyntaxException invalid) {
    String part = invalid.getPattern();
    int offset = part == null || part.isEmpty() ? -1 : text.indexOf(part);
    String place = offset < 0 ? "" : " at character " + (text.codePointCount(0, offset) + 1);
    return invalid.getDescription() + place;
  }
}
