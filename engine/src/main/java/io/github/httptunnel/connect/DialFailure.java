package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.netty.channel.ConnectTimeoutException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;

/**
 * What a failed attempt means, the most telling kind first: when several addresses fail, the first
 * kind among them is the answer.
 */
enum DialFailure {
  DESCRIPTORS,
  REFUSED,
  TIMED_OUT,
  BROKEN,
  NO_ROUTE;

  Refusal refusal() {
    return switch (this) {
      case DESCRIPTORS -> new Overloaded(Overloaded.Resource.DESCRIPTORS);
      case REFUSED -> new Unreachable(Unreachable.Cause.REFUSED);
      case TIMED_OUT -> new TimedOut(TimedOut.Wait.CONNECT);
      case BROKEN -> new Unreachable(Unreachable.Cause.FAILED);
      case NO_ROUTE -> new Unreachable(Unreachable.Cause.NO_ROUTE);
    };
  }

  /**
   * Reads an exception. The two transports throw different types for the same errno, and only the
   * text of the C library tells some apart.
   */
  static DialFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      DialFailure kind = kind(cause);
      if (kind != BROKEN) {
        return kind;
      }
    }
    return BROKEN;
  }

  /** The same for an attempt to reach a DNS server. */
  static DnsReply dnsReply(Throwable failure) {
    return of(failure) == DESCRIPTORS
        ? new DnsReply.Failed(DESCRIPTORS.refusal())
        : DnsReply.FAILED;
  }

  private static DialFailure kind(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("too many open files")) {
      return DESCRIPTORS;
    }
    if (cause instanceof ConnectTimeoutException || text.contains("timed out")) {
      return TIMED_OUT;
    }
    if (text.contains("refused")) {
      return REFUSED;
    }
    return cause instanceof NoRouteToHostException
            || cause instanceof UnsupportedAddressTypeException
            || text.contains("unreachable")
            || text.contains("no route")
            || text.contains("cannot assign requested address")
            || text.contains("address family not supported")
        ? NO_ROUTE
        : BROKEN;
  }
}
