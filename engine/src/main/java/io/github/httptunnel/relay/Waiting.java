package io.github.httptunnel.relay;

/** Something of a client that has work to do and waits for its {@link Turn}. */
@FunctionalInterface
interface Waiting {

  /** Does the work, as much as one event brings. */
  void go();
}
