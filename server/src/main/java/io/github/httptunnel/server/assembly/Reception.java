package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.tls.TlsAcceptor;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Proof;
import io.netty.channel.socket.SocketChannel;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted connection meets first. Read once for each connection.
 *
 * @param clients who may connect
 * @param standing whether what a client has proved still counts
 * @param tls absent on listeners in the clear
 * @param negotiator what is spoken
 */
record Reception(
    ClientFilter clients,
    Predicate<Proof> standing,
    @Nullable TlsAcceptor tls,
    Negotiator negotiator) {

  /** Whether the client of a connection is served. */
  boolean admits(SocketChannel connection) {
    // gone already: there is nobody to be turned away
    return connection.remoteAddress() == null
        || clients.admits(connection.remoteAddress().getAddress());
  }

  /** The name of what is spoken, with its security. */
  String protocol() {
    return tls == null ? negotiator.name() : negotiator.name() + "s";
  }
}
