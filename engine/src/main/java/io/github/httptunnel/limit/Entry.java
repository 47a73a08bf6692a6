package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal;

/** What becomes of a connection that a client has opened, before anything of it is read. */
public sealed interface Entry {

  /**
   * It may go on.
   *
   * @param place to be released when the socket is closed; a second release does nothing
   * @param handshake to be released when the first request has come, or none will; a second release
   *     does nothing
   */
  record Open(Permit place, Permit handshake) implements Entry {}

  /** It may not. */
  record Shut(Refusal refusal) implements Entry {}
}
