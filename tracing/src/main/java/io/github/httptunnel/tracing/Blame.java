package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import org.jspecify.annotations.Nullable;

/**
 * Tells what went wrong at this program or at the target from what a client did, and from what the
 * operator wants: only the former makes a span one of an error.
 */
final class Blame {

  private Blame() {}

  /** The short code of an error; null if it is none. */
  static @Nullable String error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(Refusal refusal, _) -> isError(refusal) ? refusal.code() : null;
      case Outcome.Abandoned _ -> null;
      case Outcome.Closed(CloseReason reason, Side by) ->
          isError(reason, by) ? reason.code() : null;
    };
  }

  /** Whether the look-up of the name is what failed. */
  static boolean ofDns(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unresolvable _ -> true;
      case Refusal.TimedOut(var wait) -> wait == Refusal.TimedOut.Wait.DNS;
      default -> false;
    };
  }

  /** Whether the dial is what failed. */
  static boolean ofConnect(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unreachable _ -> true;
      case Refusal.TimedOut(var wait) -> wait == Refusal.TimedOut.Wait.CONNECT;
      default -> false;
    };
  }

  private static boolean isError(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Malformed _,
          Refusal.Unsupported _,
          Refusal.Unauthenticated _,
          Refusal.Forbidden _,
          Refusal.OverLimit _,
          Refusal.Loop _,
          Refusal.LastHop _ ->
          false;
      case Refusal.Overloaded _,
          Refusal.Unresolvable _,
          Refusal.Unreachable _,
          Refusal.BadAnswer _,
          Refusal.Draining _,
          Refusal.Internal _ ->
          true;
      case Refusal.TimedOut(var wait) ->
          switch (wait) {
            case HANDSHAKE, REQUEST, BODY -> false;
            case DNS, CONNECT, RESPONSE -> true;
          };
    };
  }

  private static boolean isError(CloseReason reason, Side by) {
    return switch (reason) {
      case RESET, INCOMPLETE, MALFORMED -> by == Side.TARGET;
      case DRAINED, OVERLOADED, INTERNAL -> true;
      case END_OF_STREAM,
          IDLE_TIMEOUT,
          HALF_CLOSE_TIMEOUT,
          STALLED,
          TOO_SLOW,
          TOO_FAST,
          LIFETIME,
          PAYLOAD,
          SNI_MISMATCH,
          SNI_ABSENT,
          SNI_ENCRYPTED,
          SNI_NOT_TLS,
          SNI_UNREADABLE,
          REVOKED,
          KILLED ->
          false;
    };
  }
}
