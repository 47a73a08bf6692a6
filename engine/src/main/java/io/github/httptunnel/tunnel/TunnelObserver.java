package io.github.httptunnel.tunnel;

/**
 * Watches tunnels. Called on event loops: an implementation must be thread-safe and must not block.
 */
@FunctionalInterface
public interface TunnelObserver {

  /** Something happened. Must not throw. */
  void on(TunnelEvent event);
}
