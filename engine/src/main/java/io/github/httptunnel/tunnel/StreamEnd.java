package io.github.httptunnel.tunnel;

import java.util.Locale;

/** How one direction of a tunnel ended. */
public enum StreamEnd {
  /** The sender finished, and all it sent was delivered as far as the receiver had not gone. */
  FINISHED,
  /** The sender reset, or could not be read any more. */
  RESET,
  /** The proxy ended it while it was open: a timeout, a drain, or the other direction failed. */
  CUT;

  /** The word used in records and metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
