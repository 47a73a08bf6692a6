package io.github.httptunnel.tunnel;

import java.net.SocketAddress;

/**
 * Who asks, and where. {@code toString} hides the address.
 *
 * @param address the peer's address as accepted
 * @param listener the name of the listener, safe to log
 * @param protocol the protocol and its security, such as {@code http} or {@code https}, safe to log
 * @param onThisMachine whether both ends of the connection are loopback addresses
 * @param acceptedNanos the event loop's clock when the connection was accepted, or, for a further
 *     request on it, when that began to come
 */
public record ClientInfo(
    SocketAddress address,
    String listener,
    String protocol,
    boolean onThisMachine,
    long acceptedNanos) {

  /** The same client with a further request on its connection, which began to come then. */
  public ClientInfo askingAgain(long nanos) {
    return new ClientInfo(address, listener, protocol, onThisMachine, nanos);
  }

  @Override
  public String toString() {
    return "ClientInfo[listener=" + listener + ", protocol=" + protocol + "]";
  }
}
