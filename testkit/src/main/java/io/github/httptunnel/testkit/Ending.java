package io.github.httptunnel.testkit;

/** How the inbound half of a connection ended, as far as its reader saw. */
public enum Ending {
  /** It did not: it was still open when the reader stopped reading or ran out of time. */
  OPEN,
  /** In order: a FIN or, under TLS, a {@code close_notify} (RFC 8446 §6.1). */
  FIN,
  /** Under TLS only: a FIN without {@code close_notify}, so the data may be cut short. */
  TRUNCATED,
  /** By a reset. */
  RESET,
  /** By this side, which closed or reset the connection. */
  CLOSED_HERE;

  /** Whether the other party ended it, in whatever way. */
  public boolean byPeer() {
    return this == FIN || this == TRUNCATED || this == RESET;
  }
}
