package io.github.httptunnel.tunnel;

/**
 * Watches tunnels. Called on event loops, and of {@link TunnelEvent.LoopAnswered} on the thread
 * that watches them: an implementation must be thread-safe and must not block.
 */
@FunctionalInterface
public interface TunnelObserver {

  /** Something happened. Must not throw. */
  void on(TunnelEvent event);

  /** Tells both, this one first. */
  default TunnelObserver and(TunnelObserver next) {
    return event -> {
      on(event);
      next.on(event);
    };
  }
}
