package io.github.httptunnel.http1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a response: {@code HTTP/1.x SP status [SP reason]} (RFC 9112 §4). The space
 * before an empty reason may be missing, as it often is.
 */
record StatusLine(int minorVersion, int status, String reason) {

  /** A reason may hold any byte above ASCII, also what would end a line of Unicode text. */
  private static final Pattern LINE =
      Pattern.compile("HTTP/1\\.([0-9]) ([1-9][0-9]{2})(?: (.*))?", Pattern.DOTALL);

  /** Reads a line that holds no control characters; null if it is none. */
  static @Nullable StatusLine parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return null;
    }
    String reason = matcher.group(3);
    return new StatusLine(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        reason == null ? "" : reason);
  }
}
