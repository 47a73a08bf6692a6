package io.github.httptunnel.tunnel;

import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.IDN;
import java.util.regex.Pattern;

/**
 * How people write names: in their own letters (RFC 5890). Clients write A-labels; to both the same
 * {@link Host} is the same.
 */
final class HostSpelling {

  /**
   * Letters that the older IDNA of the JDK turns into others, while browsers keep them (UTS 46
   * §1.4): whoever wrote them would get a rule for another name.
   */
  private static final Pattern READ_DIFFERENTLY =
      Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

  private static final String WRITE_A_LABELS =
      "the name cannot be converted for certain (expected: its form in ASCII, such as"
          + " xn--bcher-kva.example)";

  private HostSpelling() {}

  static HostSyntax host(String text) {
    if (isAscii(text)) {
      return TargetParser.host(text);
    }
    if (READ_DIFFERENTLY.matcher(text).find()) {
      return new HostSyntax.Invalid(WRITE_A_LABELS);
    }
    try {
      return TargetParser.host(IDN.toASCII(text));
    } catch (IllegalArgumentException _) {
      return new HostSyntax.Invalid(WRITE_A_LABELS);
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
