package io.github.httptunnel.tunnel;

/**
 * The program is stopping, as a user event on each client connection: what is under way goes on,
 * and a connection that waits for its next request is closed.
 */
public enum Drain {
  /** The only one. */
  INSTANCE
}
