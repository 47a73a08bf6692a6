package io.github.httptunnel.server.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises keys whose values must not be shown, by their names: a misspelt or unknown key holds a
 * secret as well.
 */
final class SecretNames {

  private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token|credential");

  /** A key in a line that the parser could not read. */
  private static final Pattern IN_LINE =
      Pattern.compile("(?i)[\\w-]*(?:pass|pwd|secret|token|credential)[\\w-]*[\"']?\\s*:\\s*");

  private SecretNames() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return SECRET.matcher(name).find() && !name.endsWith("_file");
  }

  /** The offset behind the first such key in a line; the line's length if there is none. */
  static int behindSecretKey(String line) {
    Matcher matcher = IN_LINE.matcher(line);
    return matcher.find() ? matcher.end() : line.length();
  }
}
