package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import java.util.List;

/** How each refusal is told in HTTP: status, {@code Proxy-Status} and words. */
public final class HttpRefusals {

  private static final List<Field> RETRY_SOON = List.of(new Field("Retry-After", "1"));
  private static final List<Field> RETRY = List.of(new Field("Retry-After", "5"));
  private static final List<Field> ALLOW =
      List.of(new Field("Allow", "CONNECT, GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH"));

  private static final String HOW_TO_USE =
      "This is a proxy, not a web server: it was asked for a page of its own and has none."
          + " On a command line try: curl -x http://PROXY:PORT https://www.example.org/"
          + " In a browser set this address as the HTTP proxy, for HTTPS as well.";

  private HttpRefusals() {}

  /** The answer to a refusal. */
  public static HttpAnswer answer(Refusal refusal) {
    return switch (refusal) {
      case Malformed(var part, String problem) -> malformed(part, problem);
      case Unsupported(var feature) -> unsupported(feature);
      case Unauthenticated unauthenticated -> HttpChallenges.answer(unauthenticated);
      case Forbidden(var rule) -> forbidden(rule);
      case OverLimit(var measure) -> OverLimitAnswers.answer(measure);
      case Overloaded(var resource) -> overloaded(resource);
      case Unresolvable(var answer) -> unresolvable(answer);
      case Unreachable(var cause) -> unreachable(cause);
      case BadAnswer(var fault) -> badAnswer(fault);
      case TimedOut(var waitedFor) -> timedOut(waitedFor);
      case Refusal.Loop() ->
          plain(
              508,
              "Loop Detected",
              "proxy_loop_detected",
              "The request has come through this proxy before: it goes round in a circle.");
      case Refusal.LastHop() ->
          new HttpAnswer(
              200, "OK", null, null, "This proxy is the last hop that Max-Forwards allows.", ALLOW);
      case Refusal.Draining() ->
          new HttpAnswer(
              503,
              "Service Unavailable",
              "connection_limit_reached",
              null,
              "The proxy is stopping and takes no new requests. Try again in a moment.",
              RETRY);
      case Refusal.Internal() ->
          plain(
              500,
              "Internal Server Error",
              "proxy_internal_error",
              "The proxy failed. This is a fault of the proxy, not of your request; its log says"
                  + " more.");
    };
  }

  private static HttpAnswer malformed(Malformed.Part part, String problem) {
    String words = "The request is malformed: " + problem + ".";
    return switch (part) {
      case SYNTAX, TARGET, FRAMING, INCOMPLETE, TLS ->
          plain(400, "Bad Request", "http_request_error", words);
      case ORIGIN_FORM -> plain(400, "Bad Request", "http_request_error", HOW_TO_USE);
      case TARGET_LENGTH -> plain(414, "URI Too Long", "http_request_error", words);
      case HEAD_LENGTH ->
          plain(431, "Request Header Fields Too Large", "http_request_error", words);
    };
  }

  private static HttpAnswer unsupported(Unsupported.Feature feature) {
    return switch (feature) {
      case METHOD ->
          new HttpAnswer(
              405,
              "Method Not Allowed",
              "http_request_error",
              null,
              "This proxy does not forward TRACE: its answer would show the fields that only the"
                  + " server is to see.",
              ALLOW);
      case SECURE_SCHEME ->
          plain(
              400,
              "Bad Request",
              "http_request_error",
              "This proxy reaches https:// addresses through CONNECT only. Set it as the proxy for"
                  + " HTTPS too, and the client sends CONNECT by itself.");
      case SCHEME ->
          plain(
              501,
              "Not Implemented",
              "http_request_error",
              "This proxy forwards http:// addresses, and serves CONNECT for all others.");
      case TRANSFER_CODING ->
          plain(
              501,
              "Not Implemented",
              "http_request_error",
              "The only Transfer-Encoding that is understood here is 'chunked'.");
      case VERSION ->
          plain(
              505,
              "HTTP Version Not Supported",
              "http_request_error",
              "This listener speaks HTTP/1.1 and HTTP/1.0.");
    };
  }

  private static HttpAnswer forbidden(Forbidden.Rule rule) {
    return switch (rule) {
      case NOT_ALLOWED ->
          denied("The target is not among those this proxy allows. Its operator sets them.");
      case BLOCKED -> denied("This proxy blocks the target. Its operator sets what is blocked.");
      case RULE -> denied("A rule of this proxy forbids the target. Its operator sets the rules.");
      case LIST ->
          denied("The target is on a list that this proxy blocks. Its operator chooses the lists.");
      case PORT ->
          denied(
              "This proxy does not allow the target's port. Its operator can add it to"
                  + " access.ports.connect, or access.ports.plain for requests without CONNECT.");
      case PRIVATE_ADDRESS ->
          prohibited(
              "The target has a private or reserved address, and this proxy does not lead there."
                  + " Its operator can add it to access.private_targets_except.");
      case CLIENT -> denied("This proxy does not serve your address any more.");
      case OPERATOR -> denied("The operator of this proxy ended the request.");
      case OWN_ADDRESS ->
          prohibited("The target is this proxy itself. It does not connect to itself.");
    };
  }

  private static HttpAnswer denied(String words) {
    return plain(403, "Forbidden", "http_request_denied", words);
  }

  private static HttpAnswer prohibited(String words) {
    return plain(403, "Forbidden", "destination_ip_prohibited", words);
  }

  private static HttpAnswer overloaded(Overloaded.Resource resource) {
    return switch (resource) {
      case TUNNELS ->
          full("The proxy carries as many tunnels as it may. Try again in a moment.", RETRY);
      case HANDSHAKES ->
          full(
              "Too many connections have not said yet what they want. Try again in a moment.",
              RETRY_SOON);
      case DESCRIPTORS ->
          full("The proxy has no free file descriptor. Try again in a moment.", RETRY);
      case MEMORY ->
          full("The proxy is short of memory and takes nothing new. Try again in a moment.", RETRY);
      case LAG ->
          full(
              "The proxy is busy with the tunnels it has and takes nothing new. Try again in a"
                  + " moment.",
              RETRY_SOON);
      case CONNECTS ->
          full(
              "Too many connections wait for an answer of this target, or of targets altogether."
                  + " Try again in a moment.",
              RETRY_SOON);
      case DNS ->
          full(
              "Too many names of yours, or of all clients, are being looked up. Try again in a"
                  + " moment.",
              RETRY_SOON);
      case LOGINS ->
          full("Too many passwords wait to be checked. Try again in a moment.", RETRY_SOON);
    };
  }

  private static HttpAnswer full(String words, List<Field> retry) {
    return new HttpAnswer(
        503, "Service Unavailable", "connection_limit_reached", null, words, retry);
  }

  private static HttpAnswer unresolvable(Unresolvable.Answer answer) {
    return switch (answer) {
      case NO_SUCH_NAME ->
          dns("NXDOMAIN", "The target's name does not exist. Is it spelled correctly?");
      case NO_ADDRESS -> dns("NOERROR", "The target's name exists but has no address.");
      case SERVER_FAILURE ->
          dns("SERVFAIL", "The target's name could not be looked up: its DNS servers failed.");
    };
  }

  private static HttpAnswer dns(String rcode, String words) {
    return new HttpAnswer(502, "Bad Gateway", "dns_error", rcode, words, List.of());
  }

  private static HttpAnswer unreachable(Unreachable.Cause cause) {
    return switch (cause) {
      case REFUSED ->
          gateway(
              "connection_refused",
              "The target refused the connection. Nothing may be listening on its port.");
      case NO_ROUTE ->
          gateway("destination_ip_unroutable", "There is no route from the proxy to the target.");
      case FAILED ->
          gateway(
              "connection_terminated", "The connection to the target broke off while it was made.");
    };
  }

  private static HttpAnswer badAnswer(BadAnswer.Fault fault) {
    return switch (fault) {
      case NONE ->
          gateway("connection_terminated", "The target closed the connection without an answer.");
      case INCOMPLETE ->
          gateway(
              "http_response_incomplete", "The target closed the connection within its answer.");
      case MALFORMED ->
          gateway("http_protocol_error", "The target's answer is not valid HTTP/1.1.");
      case HEAD_LENGTH ->
          gateway(
              "http_response_header_section_size",
              "The head of the target's answer is too long, or has too many fields.");
      case UPGRADE ->
          gateway(
              "http_upgrade_failed", "The target changed to a protocol that it was not asked for.");
    };
  }

  private static HttpAnswer gateway(String error, String words) {
    return plain(502, "Bad Gateway", error, words);
  }

  private static HttpAnswer timedOut(TimedOut.Wait waitedFor) {
    return switch (waitedFor) {
      case HANDSHAKE, REQUEST ->
          plain(
              408,
              "Request Timeout",
              "http_request_error",
              "The request was not complete in time. Send it whole within initiation_timeout.");
      case BODY ->
          plain(
              408,
              "Request Timeout",
              "http_request_error",
              "The rest of the request did not come in time.");
      case RESPONSE ->
          plain(
              504,
              "Gateway Timeout",
              "http_response_timeout",
              "The target took the request and did not answer in time.");
      case DNS ->
          plain(
              504,
              "Gateway Timeout",
              "dns_timeout",
              "The target's name could not be looked up in time: its DNS servers do not answer.");
      case CONNECT ->
          plain(
              504,
              "Gateway Timeout",
              "connection_timeout",
              "The target did not answer in time. It may be down, or a firewall may drop what is"
                  + " sent.");
    };
  }

  private static HttpAnswer plain(int status, String reason, String error, String words) {
    return new HttpAnswer(status, reason, error, null, words, List.of());
  }
}
