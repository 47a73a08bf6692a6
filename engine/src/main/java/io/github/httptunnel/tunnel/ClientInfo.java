package io.github.httptunnel.tunnel;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and where. {@code toString} hides the address and the name.
 *
 * @param address the peer's address as accepted
 * @param listener the name of the listener, safe to log
 * @param protocol the protocol and its security, such as {@code http} or {@code https}, safe to log
 * @param onThisMachine whether both ends of the connection are loopback addresses
 * @param acceptedNanos the event loop's clock when the connection was accepted, or, for a further
 *     request on it, when that began to come
 * @param user the name that the connection itself has proved, by a client's certificate; absent: it
 *     has proved none
 */
public record ClientInfo(
    SocketAddress address,
    String listener,
    String protocol,
    boolean onThisMachine,
    long acceptedNanos,
    @Nullable String user) {

  /** A client whose connection has proved no name. */
  public ClientInfo(
      SocketAddress address,
      String listener,
      String protocol,
      boolean onThisMachine,
      long acceptedNanos) {
    this(address, listener, protocol, onThisMachine, acceptedNanos, null);
  }

  /** The same client with a further request on its connection, which began to come then. */
  public ClientInfo askingAgain(long nanos) {
    return new ClientInfo(address, listener, protocol, onThisMachine, nanos, user);
  }

  /** The same client, whose connection has proved this name. */
  public ClientInfo known(String name) {
    return new ClientInfo(address, listener, protocol, onThisMachine, acceptedNanos, name);
  }

  @Override
  public String toString() {
    return "ClientInfo[listener=" + listener + ", protocol=" + protocol + "]";
  }
}
