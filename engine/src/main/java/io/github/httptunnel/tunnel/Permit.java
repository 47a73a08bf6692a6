package io.github.httptunnel.tunnel;

/** A place taken under a {@link Limit}. */
@FunctionalInterface
public interface Permit {

  /** Gives the place back. Called exactly once, from any thread. */
  void release();
}
