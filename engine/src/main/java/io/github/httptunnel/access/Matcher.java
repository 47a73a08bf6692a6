package io.github.httptunnel.access;

/**
 * One criterion of a rule: one key with its values, of which any has to match. Immutable; to be
 * asked by the rule book.
 */
public sealed interface Matcher
    permits ClientsMatcher,
        GroupsMatcher,
        ListenersMatcher,
        ListsMatcher,
        TargetsMatcher,
        TimesMatcher,
        UsersMatcher {

  /** The key in the configuration. */
  String key();

  /** Whether it matches, as far as that is known. */
  Fit fit(Asked asked);

  /** Whether it matches every request. */
  default boolean isEverything() {
    return false;
  }

  /**
   * Whether it matches whenever the other one does, as far as that can be told from the two alone.
   */
  boolean covers(Matcher other);
}
