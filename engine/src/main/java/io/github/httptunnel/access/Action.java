package io.github.httptunnel.access;

import java.util.Locale;

/** What becomes of a request that a rule matches. */
public enum Action {
  /** It may go on. */
  ALLOW,
  /** It is refused. */
  DENY,
  /** It may go on, and its record is marked: to see what a rule would do before it denies. */
  REPORT;

  /** Whether the request may go on. */
  public boolean allows() {
    return this != DENY;
  }

  /** The word used in the configuration. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
