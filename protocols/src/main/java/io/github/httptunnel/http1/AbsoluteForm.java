package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import io.github.httptunnel.tunnel.Refusal.Unsupported.Feature;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request target that names its server: {@code http://host[:port][/path][?query]} (RFC 9112
 * §3.2.2).
 *
 * @param target where the request goes
 * @param host what the server is to read in {@code Host}
 * @param originForm path and query as they came, or {@code *} (RFC 9112 §3.2.1, §3.2.4)
 */
record AbsoluteForm(Target target, String host, String originForm) {

  private static final String DEFAULT_PORT = "80";

  /** Scheme, authority, and what follows it. */
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(#.*)?");

  /** What a target is. */
  sealed interface Parsed {
    /** A server's resource. */
    record Valid(AbsoluteForm form) implements Parsed {}

    /** Something that is not served. */
    record Invalid(Refusal refusal) implements Parsed {}
  }

  /** Reads printable ASCII without spaces. */
  static Parsed parse(String method, String text) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      return notAbsolute(text);
    }
    String scheme = uri.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http")) {
      return new Parsed.Invalid(
          new Unsupported(scheme.equals("https") ? Feature.SECURE_SCHEME : Feature.SCHEME));
    }
    if (uri.group(4) != null) {
      return malformed("its target has a fragment, which is for the client alone");
    }
    return server(uri.group(2), originForm(method, uri.group(3)));
  }

  private static Parsed server(String authority, String originForm) {
    if (authority.indexOf('@') >= 0) {
      return malformed("its target has user information (expected: an Authorization field)");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    String port = hasPort ? authority.substring(colon + 1) : "";
    return switch (TargetSyntax.parse(host + ":" + (port.isEmpty() ? DEFAULT_PORT : port))) {
      case TargetSyntax.Valid(Target target) ->
          new Parsed.Valid(new AbsoluteForm(target, port.isEmpty() ? host : authority, originForm));
      case TargetSyntax.Invalid(String problem) -> malformed(problem);
    };
  }

  private static String originForm(String method, String rest) {
    if (rest.isEmpty() && method.equals("OPTIONS")) {
      return "*";
    }
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static Parsed notAbsolute(String text) {
    return text.startsWith("/")
        ? new Parsed.Invalid(
            new Malformed(Part.ORIGIN_FORM, "its target is that of an ordinary web server"))
        : malformed("its target is not of the form http://host/path");
  }

  private static Parsed malformed(String problem) {
    return new Parsed.Invalid(new Malformed(Part.TARGET, problem));
  }
}
