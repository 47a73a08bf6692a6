package io.github.httptunnel.tunnel;

import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** The grammar behind {@link TargetSyntax}. */
final class TargetParser {

  /**
   * Up to five digits without a leading zero: longer ones overflow, padded ones are read
   * differently elsewhere.
   */
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  /** A decimal number of 0 to 255 without leading zeros, then a dot or the end of the quad. */
  private static final String OCTET =
      "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?=[0-9])|(?=]|$))";

  private static final Pattern QUAD = Pattern.compile("(?:" + OCTET + "){4}");

  /**
   * Groups of at most four digits, perhaps a dotted quad at the end. How many groups there may be
   * is left to the JDK, which is exact there but lenient about padding.
   */
  private static final Pattern IPV6 =
      Pattern.compile("\\[(?:[0-9A-Fa-f]{0,4}:){2,8}(?:[0-9A-Fa-f]{0,4}|(?:" + OCTET + "){4})]");

  private TargetParser() {}

  /** Reads {@code host:port}. */
  static TargetSyntax target(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (colon < 0 || (bracketed && colon < text.indexOf(']'))) {
      return new TargetSyntax.Invalid("the port is missing (expected: host:port)");
    }
    String port = text.substring(colon + 1);
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
      return new TargetSyntax.Invalid("the port is not a number from 1 to 65535");
    }
    return switch (host(text.substring(0, colon))) {
      case HostSyntax.Valid(Host host) ->
          new TargetSyntax.Valid(new Target(host, Integer.parseInt(port)));
      case HostSyntax.Invalid(String problem) -> new TargetSyntax.Invalid(problem);
    };
  }

  /** Reads a host alone: a name, a dotted quad or an IPv6 address in brackets. */
  static HostSyntax host(String text) {
    if (text.isEmpty()) {
      return new HostSyntax.Invalid("the host is empty");
    }
    if (text.startsWith("[")) {
      return ipv6(text);
    }
    if (text.indexOf(':') >= 0) {
      return new HostSyntax.Invalid("an IPv6 address must stand in brackets");
    }
    return isDigit(text.charAt(0)) && QUAD.matcher(text).matches()
        ? new HostSyntax.Valid(new Host.Address(Inet4Address.ofLiteral(text)))
        : name(text);
  }

  private static HostSyntax ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return new HostSyntax.Invalid("the brackets do not hold an IPv6 address");
    }
    try {
      InetAddress ip = Inet6Address.ofLiteral(text.substring(1, text.length() - 1));
      return new HostSyntax.Valid(new Host.Address(ip));
    } catch (IllegalArgumentException _) {
      return new HostSyntax.Invalid("the brackets do not hold an IPv6 address");
    }
  }

  private static HostSyntax name(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > 253) {
      return new HostSyntax.Invalid("the host name is longer than 253 characters");
    }
    if (!NameGrammar.isName(name)) {
      return new HostSyntax.Invalid("the host is neither a DNS name nor an IP address");
    }
    if (NameGrammar.endsLikeAnAddress(name)) {
      return new HostSyntax.Invalid(
          "an IPv4 address must be four decimal numbers (expected: 192.0.2.1)");
    }
    return new HostSyntax.Valid(new Host.Name(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
