package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.tls.TlsAcceptor;
import io.github.httptunnel.tunnel.Negotiator;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted connection meets first. Read once for each connection.
 *
 * @param clients who may connect
 * @param tls absent on listeners in the clear
 * @param negotiator what is spoken
 */
record Reception(ClientFilter clients, @Nullable TlsAcceptor tls, Negotiator negotiator) {

  /** The name of what is spoken, with its security. */
  String protocol() {
    return tls == null ? negotiator.name() : negotiator.name() + "s";
  }
}
