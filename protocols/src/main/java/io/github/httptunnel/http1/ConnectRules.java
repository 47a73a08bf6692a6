package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import io.github.httptunnel.tunnel.Refusal.Unsupported.Feature;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a sound head a CONNECT that can be served (RFC 9110 §9.3.6, RFC 9112 §3.2). The target
 * alone says where to go: Host must be there and valid, and is not looked at.
 */
final class ConnectRules {

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");

  /** {@code uri-host [":" port]} of RFC 3986, by its characters. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%!$&'()*+,;=:\\[\\]-]*");

  private ConnectRules() {}

  /** Where a CONNECT leads, or why it does not. */
  sealed interface Request {
    /** A valid CONNECT. */
    record Connect(Target target) implements Request {}

    /** Something else. */
    record Bad(Refusal refusal) implements Request {}
  }

  static Request judge(RequestHead head) {
    String problem = fields(head);
    if (problem != null) {
      return new Request.Bad(new Malformed(Part.SYNTAX, problem));
    }
    if (!head.method().equals("CONNECT")) {
      boolean known = KNOWN_METHODS.contains(head.method());
      return new Request.Bad(new Unsupported(known ? Feature.METHOD : Feature.UNKNOWN_METHOD));
    }
    return switch (TargetSyntax.parse(head.target())) {
      case TargetSyntax.Valid(Target target) -> new Request.Connect(target);
      case TargetSyntax.Invalid(String reason) ->
          new Request.Bad(new Malformed(Part.TARGET, reason));
    };
  }

  private static @Nullable String fields(RequestHead head) {
    long hosts = head.count("Host");
    if (hosts > 1) {
      return "it has more than one Host field";
    }
    if (hosts == 0 && head.minorVersion() > 0) {
      return "it has no Host field";
    }
    if (!head.fields().stream().allMatch(ConnectRules::hasValidHost)) {
      return "its Host field is not a host";
    }
    if (head.method().equals("CONNECT") && hasContent(head)) {
      return "a CONNECT has no content, and it announces some";
    }
    return null;
  }

  private static boolean hasValidHost(RequestHead.Field field) {
    return !field.name().equalsIgnoreCase("Host") || HOST.matcher(field.value()).matches();
  }

  private static boolean hasContent(RequestHead head) {
    return head.count("Transfer-Encoding") > 0
        || head.fields().stream()
            .anyMatch(field ->
                field.name().equalsIgnoreCase("Content-Length") && !field.value().equals("0"));
  }
}
