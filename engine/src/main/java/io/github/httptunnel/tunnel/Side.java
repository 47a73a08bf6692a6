package io.github.httptunnel.tunnel;

import java.util.Locale;

/** The parties of a tunnel: who ended it. */
public enum Side {
  /** Who asked for the tunnel. */
  CLIENT,
  /** Where the tunnel leads. */
  TARGET,
  /** This program. */
  PROXY;

  /** The word used in records and metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
