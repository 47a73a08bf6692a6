package io.github.httptunnel.limit;

/**
 * A client or user that is refused at the moment because it has, or asks for, too much. Does not
 * say who that is.
 *
 * @param kind whether it is a client or a user
 * @param refused how often in a row, with no minute between
 * @param tunnels how many tunnels and requests it has
 */
public record LimitedParty(Kind kind, long refused, int tunnels) {

  /** Whose limits are meant. */
  public enum Kind {
    /** A client's. */
    CLIENT,
    /** A user's. */
    USER
  }
}
