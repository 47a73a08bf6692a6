package io.github.httptunnel.tunnel;

/** Which way bytes go. */
public enum Direction {
  /** From the client to the target. */
  UPSTREAM,
  /** From the target to the client. */
  DOWNSTREAM
}
