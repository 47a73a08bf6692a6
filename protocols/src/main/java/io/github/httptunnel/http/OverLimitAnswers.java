package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.List;

/** How a client is told that it, or its user, has as much as it may have. */
final class OverLimitAnswers {

  private static final int SOON = 1;
  private static final int IN_A_MOMENT = 5;
  private static final int NEXT_MINUTE = 60;
  private static final int LATER = 3600;

  private OverLimitAnswers() {}

  static HttpAnswer answer(Measure measure) {
    return switch (measure) {
      case TUNNELS ->
          tooMany(
              "You have as many connections and tunnels here as one client may have.", IN_A_MOMENT);
      case RATE -> tooMany("You open connections faster than one client may.", SOON);
      case HANDSHAKES ->
          tooMany("Too many of your connections have not said yet what they want.", SOON);
      case TARGETS ->
          tooMany(
              "You have asked for more targets than one client may ask for in a minute.",
              NEXT_MINUTE);
      case FAILURES ->
          tooMany("Too many of the targets that you asked for could not be reached.", NEXT_MINUTE);
      case USER_TUNNELS ->
          tooMany("You have as many tunnels here as one user may have.", IN_A_MOMENT);
      case USER_RATE -> tooMany("You ask faster than one user may.", SOON);
      case USER_BYTES -> tooMany("You have carried as many bytes today as one user may.", LATER);
    };
  }

  private static HttpAnswer tooMany(String words, int retryAfter) {
    return new HttpAnswer(
        429,
        "Too Many Requests",
        "connection_limit_reached",
        null,
        words + " The operator of this proxy sets the limit. Try again later.",
        List.of(new Field("Retry-After", Integer.toString(retryAfter))));
  }
}
