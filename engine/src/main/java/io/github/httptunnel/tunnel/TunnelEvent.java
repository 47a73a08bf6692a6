package io.github.httptunnel.tunnel;

/** What happens to a tunnel, for those who watch. */
public sealed interface TunnelEvent {

  /** A tunnel carries bytes from now on. A {@link Closed} with the same id follows. */
  record Established(TunnelId id, TunnelRequest request) implements TunnelEvent {}

  /** A request is over: refused, abandoned or closed. Exactly one for each request. */
  record Closed(TunnelStats stats) implements TunnelEvent {}

  /**
   * There was no memory for something; the request ends, refused or closed, and is told of then.
   *
   * @param phase where
   */
  record Exhausted(Phase phase) implements TunnelEvent {}

  /**
   * Something happened that should be impossible: a fault of this program.
   *
   * @param phase where
   * @param fault the exception; its message may hold addresses and must not be logged
   */
  record Faulted(Phase phase, Throwable fault) implements TunnelEvent {}
}
