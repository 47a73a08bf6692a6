package io.github.httptunnel.tunnel;

import java.time.Duration;

/** What happens to tunnels, and to what carries them, for those who watch. */
public sealed interface TunnelEvent {

  /**
   * A client's TLS handshake is done.
   *
   * @param took from accept
   */
  record Secured(ClientInfo client, Duration took) implements TunnelEvent {}

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
   * An event loop got to a task that had been given to it.
   *
   * @param lag how long that took: about once a second, or ten times if it is busy
   */
  record LoopAnswered(Duration lag) implements TunnelEvent {}

  /**
   * Something happened that should be impossible: a fault of this program.
   *
   * @param phase where
   * @param fault the exception; its message may hold addresses and must not be logged
   */
  record Faulted(Phase phase, Throwable fault) implements TunnelEvent {}
}
