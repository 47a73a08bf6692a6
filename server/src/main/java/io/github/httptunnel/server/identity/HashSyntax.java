package io.github.httptunnel.server.identity;

/**
 * Reads a hash as it stands in a file. What would take so long or so much memory that a few logins
 * stop the program is refused. Messages hold no part of the text.
 */
sealed interface HashSyntax {

  /** The text is a hash. */
  record Valid(PasswordHash hash) implements HashSyntax {}

  /**
   * The text is none, or none that can be used.
   *
   * @param problem what is wrong and what was expected
   */
  record Invalid(String problem) implements HashSyntax {}

  /** Reads one. */
  static HashSyntax parse(String text) {
    return HashSyntaxParser.parse(text);
  }
}
