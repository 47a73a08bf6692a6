package io.github.httptunnel.server.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises keys whose values must not be shown, by their names: a misspelt or unknown key holds a
 * secret as well.
 */
final class SecretNames {

  private static final Pattern SECRET =
      Pattern.compile("pass|pwd|secret|token|credential|^headers$");

  /** A key in a line that the parser could not read. */
  private static final Pattern IN_LINE =
      Pattern.compile(
          "(?i)[\\w-]*(?:pass|pwd|secret|token|credential|headers)[\\w-]*[\"']?\\s*:\\s*");

  private SecretNames() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return SECRET.matcher(name).find() && !name.endsWith("_file");
  }

  /** The same of a key with the sections above it, one of which is secret as a whole. */
  static boolean isSecretPath(String path) {
    return path.startsWith("tracing.headers.")
        || isSecret(path.substring(path.lastIndexOf('.') + 1));
  }

  /** The offset behind the first such key in a line; the line's length if there is none. */
  static int behindSecretKey(String line) {
    Matcher matcher = IN_LINE.matcher(line);
    return matcher.find() ? matcher.end() : line.length();
  }
}
