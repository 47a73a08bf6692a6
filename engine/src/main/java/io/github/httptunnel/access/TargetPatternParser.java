package io.github.httptunnel.access;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.InetAddress;

/**
 * The grammar behind {@link TargetPattern}: a host pattern, and ports behind a colon if not any.
 */
final class TargetPatternParser {

  /** The last colon with ports behind it; expressions may hold other colons. */
  private static final Pattern PORTS_AT_END =
      Pattern.compile("(.+):(" + PortSet.GRAMMAR + ")", Pattern.DOTALL);

  private TargetPatternParser() {}

  static TargetPattern parse(String text) {
    if (text.startsWith("~")) {
      return expression(text);
    }
    if (text.contains("://")) {
      throw new IllegalArgumentException(
          "is a URL (write its host, and a port if only one is meant: example.org:443)");
    }
    int end = endOfHost(text);
    PortSet ports = end == text.length() ? PortSet.ANY : PortSet.parse(text.substring(end + 1));
    return new TargetPattern(text, host(text.substring(0, end)), ports);
  }

  private static TargetPattern expression(String text) {
    String rest = text.substring(1);
    Matcher split = PORTS_AT_END.matcher(rest);
    boolean hasPorts = split.matches();
    String expression = hasPorts ? split.group(1) : rest;
    if (expression.isEmpty()) {
      throw new IllegalArgumentException("has no expression behind ~ (write * for any host)");
    }
    try {
      Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
      PortSet ports = hasPorts ? PortSet.parse(split.group(2)) : PortSet.ANY;
      return new TargetPattern(text, new HostPattern.Matching(pattern), ports);
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(
          "is no RE2 expression behind ~: " + invalid.getDescription());
    }
  }

  /** Where the colon in front of the ports is, or the end. */
  private static int endOfHost(String text) {
    int from = Math.max(text.indexOf('/'), 0);
    if (text.startsWith("[")) {
      from = text.indexOf(']') + 1;
      if (from == 0 || (from < text.length() && text.charAt(from) != ':')) {
        throw new IllegalArgumentException("has a bracket too many or too few");
      }
    }
    int colon = text.indexOf(':', from);
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      throw new IllegalArgumentException(
          "holds several colons (an IPv6 address stands in brackets: [2001:db8::1]:443)");
    }
    return colon < 0 ? text.length() : colon;
  }

  private static HostPattern host(String text) {
    if (text.equals("*")) {
      return new HostPattern.Anything();
    }
    if (text.indexOf('/') >= 0) {
      return new HostPattern.Block(block(text));
    }
    if (text.startsWith("*.")) {
      return new HostPattern.Below("." + nameBelowStar(text.substring(2)));
    }
    refuseOtherDialects(text);
    return switch (read(text)) {
      case Host.Name name -> new HostPattern.Exactly(name);
      case Host.Address(InetAddress ip) -> new HostPattern.Block(Cidr.of(ip));
    };
  }

  private static String nameBelowStar(String text) {
    refuseOtherDialects(text);
    if (read(text) instanceof Host.Name(String name)) {
      return name;
    }
    throw new IllegalArgumentException(
        "has an address behind its star (write a block: 192.0.2.0/24)");
  }

  private static void refuseOtherDialects(String text) {
    if (text.startsWith(".")) {
      throw new IllegalArgumentException(
          "begins with a dot (write *.example.org for what is below a name, example.org for the"
              + " name itself)");
    }
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "has a star in a place where none may be (write *.example.org, which stands for whole"
              + " labels, or an expression: ~ads[0-9]+\\.example\\.org)");
    }
  }

  private static Host read(String text) {
    return switch (TargetSyntax.hostInAnyScript(text)) {
      case HostSyntax.Valid(Host host) -> host;
      case HostSyntax.Invalid(String problem) ->
          throw new IllegalArgumentException("is no target: " + problem);
    };
  }

  private static Cidr block(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String inner = bracketed ? text.substring(1, text.length() - 1) : text;
    String address = inner.substring(0, inner.indexOf('/'));
    if (TargetSyntax.hostInAnyScript(address) instanceof HostSyntax.Valid(Host.Name _)) {
      throw new IllegalArgumentException(
          "has a path (rules know hosts and ports: inside a tunnel nobody sees paths)");
    }
    try {
      return Cidr.parse(inner);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "is no address block (such as 192.0.2.0/24 or 2001:db8::/32, without bits behind the"
              + " prefix; IPv4 inside IPv6 is written as IPv4)");
    }
  }
}
