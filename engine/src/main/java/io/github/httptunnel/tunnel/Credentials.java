package io.github.httptunnel.tunnel;

/** What a client shows to prove who it is. {@code toString} hides all of it. */
public sealed interface Credentials {

  /** The ways there are to prove who one is, within a protocol. */
  enum Kind {
    /** A name and a password. */
    PASSWORD,
    /** A token that somebody else has issued. */
    TOKEN
  }

  /** Nothing was shown. */
  record None() implements Credentials {}

  /**
   * A name and a password.
   *
   * @param user as the client wrote it, without a colon and control characters
   * @param password as the client wrote it, without control characters
   */
  record Password(String user, Secret password) implements Credentials {
    @Override
    public String toString() {
      return "Password[***]";
    }
  }

  /**
   * A token.
   *
   * @param token as the client wrote it, in the characters of RFC 6750 §2.1
   */
  record Token(Secret token) implements Credentials {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }
}
