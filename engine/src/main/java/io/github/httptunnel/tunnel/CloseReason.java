package io.github.httptunnel.tunnel;

import java.util.Locale;

/** Why an established tunnel ended. The codes are an interface: see {@code docs/logs.md}. */
public enum CloseReason {
  /** Both sides finished sending: a clean end, even if the first had gone before the other. */
  END_OF_STREAM,
  /** One side reset the connection or broke its TLS; the other side is reset too. */
  RESET,
  /** One side ended in the middle of its message; the other side is reset. */
  INCOMPLETE,
  /** One side broke its protocol in the middle of its message; both sides are reset. */
  MALFORMED,
  /** No byte moved in either direction for {@code idle_timeout}. */
  IDLE_TIMEOUT,
  /** One side finished, and the other sent nothing for {@code half_close_timeout}. */
  HALF_CLOSE_TIMEOUT,
  /** One side took nothing of what waited for it, while the other direction went on. */
  STALLED,
  /** Fewer bytes moved than {@code min_rate_bpm}. */
  TOO_SLOW,
  /** More bytes moved than {@code max_rate_bps}, with {@code on_max_rate: close}. */
  TOO_FAST,
  /** It lived for {@code max_lifetime}. */
  LIFETIME,
  /** It carried {@code max_total_payload}, and more was to come. */
  PAYLOAD,
  /** The TLS in the tunnel asks for another host than the client did; see {@code access.sni}. */
  SNI_MISMATCH,
  /** The TLS in the tunnel names no host. */
  SNI_ABSENT,
  /** The TLS in the tunnel may hide the host that it asks for (RFC 9849). */
  SNI_ENCRYPTED,
  /** The client speaks something else than TLS. */
  SNI_NOT_TLS,
  /** The client's TLS begins with something malformed, too long or too slow. */
  SNI_UNREADABLE,
  /** The configuration was changed, and denies it now. */
  REVOKED,
  /** The operator ended it. */
  KILLED,
  /** The proxy is stopping and {@code drain_timeout} is over. */
  DRAINED,
  /** Memory ran short, and it held much of it, or asked for some that was not there. */
  OVERLOADED,
  /** A fault of this program; please report it. */
  INTERNAL;

  /** The word used in records and metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
