package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.Via;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import io.github.httptunnel.tunnel.Refusal.Unsupported.Feature;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a sound head a request that can be served (RFC 9110 §9.3.6, RFC 9112 §3.2). The target
 * alone says where to go: Host must be there and valid, and is not looked at.
 */
final class RequestRules {

  /** {@code uri-host [":" port]} of RFC 3986, by its characters. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%!$&'()*+,;=:\\[\\]-]*");

  /** What a client asks. */
  sealed interface Request {
    /** For a tunnel. */
    record Connect(Target target) implements Request {}

    /** For a resource of a server. */
    record Plain(PlainRequest request) implements Request {}

    /** For something else. */
    record Bad(Refusal refusal) implements Request {}
  }

  private RequestRules() {}

  /**
   * What a head asks for.
   *
   * @param via finds out requests that have been here before; absent: nothing does
   */
  static Request judge(RequestHead head, @Nullable Via via) {
    String problem = fields(head);
    if (problem != null) {
      return bad(Part.SYNTAX, problem);
    }
    return head.method().equals("CONNECT") ? connect(head) : plain(head, via);
  }

  private static Request connect(RequestHead head) {
    if (hasContent(head)) {
      return bad(Part.SYNTAX, "a CONNECT has no content, and it announces some");
    }
    return switch (TargetSyntax.parse(head.target())) {
      case TargetSyntax.Valid(Target target) -> new Request.Connect(target);
      case TargetSyntax.Invalid(String reason) -> bad(Part.TARGET, reason);
    };
  }

  private static Request plain(RequestHead head, @Nullable Via via) {
    return switch (AbsoluteForm.parse(head.method(), head.target())) {
      case AbsoluteForm.Parsed.Invalid(Refusal refusal) -> new Request.Bad(refusal);
      case AbsoluteForm.Parsed.Valid(AbsoluteForm form) -> plain(head, form, via);
    };
  }

  private static Request plain(RequestHead head, AbsoluteForm form, @Nullable Via via) {
    if (head.method().equals("TRACE")) {
      return new Request.Bad(new Unsupported(Feature.METHOD));
    }
    if (via != null && via.isIn(head.fields())) {
      return new Request.Bad(new Refusal.Loop());
    }
    return switch (Framing.of(head)) {
      case Framing.Faulty(String problem) -> bad(Part.FRAMING, problem);
      case Framing.UnknownCoding _ -> new Request.Bad(new Unsupported(Feature.TRANSFER_CODING));
      case Framing framing -> forwarded(new PlainRequest(head, form, framing));
    };
  }

  private static Request forwarded(PlainRequest request) {
    return switch (MaxForwards.of(request.head())) {
      case MaxForwards.Faulty _ -> bad(Part.SYNTAX, "its Max-Forwards field is not a number");
      case MaxForwards.Left(long hops) when hops == 0 -> new Request.Bad(new Refusal.LastHop());
      default -> new Request.Plain(request);
    };
  }

  private static @Nullable String fields(RequestHead head) {
    List<String> hosts = Field.values(head.fields(), "Host");
    if (hosts.size() > 1) {
      return "it has more than one Host field";
    }
    if (hosts.isEmpty()) {
      return head.minorVersion() > 0 ? "it has no Host field" : null;
    }
    return HOST.matcher(hosts.getFirst()).matches() ? null : "its Host field is not a host";
  }

  private static boolean hasContent(RequestHead head) {
    List<String> lengths = Field.values(head.fields(), "Content-Length");
    return !Field.values(head.fields(), "Transfer-Encoding").isEmpty()
        || lengths.stream().anyMatch(length -> !length.equals("0"));
  }

  private static Request bad(Part part, String problem) {
    return new Request.Bad(new Malformed(part, problem));
  }
}
