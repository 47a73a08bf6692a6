package io.github.httptunnel.tunnel;

import java.util.Locale;

/** The steps of a tunnel's life, in order. */
public enum Phase {
  /** TLS with the client. */
  HANDSHAKE,
  /** The client says what it wants. */
  NEGOTIATE,
  /** Limits are asked. */
  ADMIT,
  /** Access rules are asked, by name. */
  DECIDE,
  /** The name is looked up, its addresses are checked and dialled. */
  CONNECT,
  /** The client is told that it may go on. */
  ACCEPT,
  /** Bytes go both ways. */
  RELAY;

  /** The word used in records and metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
