package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import io.github.httptunnel.tunnel.Refusal.Unsupported.Feature;

/**
 * The first line of a request: {@code method SP target SP HTTP/1.x}, with single spaces (RFC 9112
 * §3).
 */
record RequestLine(String method, String target, int minorVersion) {

  /** What a line is. */
  sealed interface Parsed {
    /** A request line. */
    record Valid(RequestLine line) implements Parsed {}

    /** None. */
    record Invalid(Refusal refusal) implements Parsed {}
  }

  static Parsed parse(String line) {
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last == first) {
      return syntax("its first line is not 'method target version'");
    }
    String method = line.substring(0, first);
    String target = line.substring(first + 1, last);
    String version = line.substring(last + 1);
    if (!Tokens.isToken(method)) {
      return syntax("its method is not a token");
    }
    if (!isVersion(version)) {
      return syntax("its version is not of the form HTTP/1.1");
    }
    if (version.charAt(5) != '1') {
      return new Parsed.Invalid(new Unsupported(Feature.VERSION));
    }
    if (target.isEmpty() || !target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return new Parsed.Invalid(
          new Malformed(Part.TARGET, "its target is empty, or has spaces or non-ASCII characters"));
    }
    return new Parsed.Valid(new RequestLine(method, target, version.charAt(7) - '0'));
  }

  private static boolean isVersion(String version) {
    return version.length() == 8
        && version.startsWith("HTTP/")
        && isDigit(version.charAt(5))
        && version.charAt(6) == '.'
        && isDigit(version.charAt(7));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Parsed syntax(String problem) {
    return new Parsed.Invalid(new Malformed(Part.SYNTAX, problem));
  }
}
