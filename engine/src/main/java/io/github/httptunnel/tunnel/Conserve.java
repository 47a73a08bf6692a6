package io.github.httptunnel.tunnel;

/**
 * Memory is short, as a user event on each client connection: what it keeps only to save time, such
 * as idle connections to targets, is given up.
 */
public enum Conserve {
  /** The only one. */
  INSTANCE
}
