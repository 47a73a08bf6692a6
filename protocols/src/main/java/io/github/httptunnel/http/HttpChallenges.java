package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated.Lack;
import java.util.List;

/** How a client is told in HTTP that it must say who it is (RFC 9110 §11.7.1, §15.5.8). */
final class HttpChallenges {

  private static final String DENIED = "http_request_denied";

  private HttpChallenges() {}

  static HttpAnswer answer(Unauthenticated refusal) {
    return switch (refusal.lack()) {
      case MISSING ->
          ask(
              refusal,
              "This proxy serves those who say who they are. With curl: "
                  + (asksFor(refusal, Credentials.Kind.PASSWORD)
                      ? "--proxy-user NAME:PASSWORD."
                      : "--proxy-header 'Proxy-Authorization: Bearer TOKEN'."));
      case UNREADABLE ->
          ask(
              refusal,
              "The Proxy-Authorization field cannot be read. It belongs there once, as Basic with"
                  + " NAME:PASSWORD in UTF-8 and Base64, or as Bearer with a token.");
      case SCHEME ->
          ask(
              refusal,
              "The scheme of the Proxy-Authorization field is not served here."
                  + " Proxy-Authenticate names what is.");
      case WRONG -> ask(refusal, "The name or the password is wrong.");
      case TOKEN ->
          ask(
              refusal,
              "The token does not count here: it has expired, was issued by or for somebody else, or"
                  + " is none.");
      case CERTIFICATE ->
          ask(refusal, "The connection shows no certificate that this proxy trusts.");
      case GUESSING ->
          new HttpAnswer(
              429,
              "Too Many Requests",
              DENIED,
              null,
              "Too many wrong passwords have come from this network. Try again in a moment.",
              List.of(new Field("Retry-After", "5")));
    };
  }

  private static HttpAnswer ask(Unauthenticated refusal, String words) {
    return new HttpAnswer(
        407,
        "Proxy Authentication Required",
        DENIED,
        null,
        words,
        refusal.challenge().kinds().stream().sorted().map(kind -> field(refusal, kind)).toList());
  }

  private static boolean asksFor(Unauthenticated refusal, Credentials.Kind kind) {
    return refusal.challenge().kinds().contains(kind);
  }

  private static Field field(Unauthenticated refusal, Credentials.Kind kind) {
    String realm = "realm=\"" + quoted(refusal.challenge().realm()) + "\"";
    return switch (kind) {
      case TOKEN ->
          new Field(
              "Proxy-Authenticate",
              "Bearer "
                  + realm
                  // RFC 6750 §3.1: no error for those who have shown nothing
                  + (refusal.lack() == Lack.TOKEN ? ", error=\"invalid_token\"" : ""));
      case PASSWORD -> new Field("Proxy-Authenticate", "Basic " + realm + ", charset=\"UTF-8\"");
    };
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
