package io.github.httptunnel.tunnel;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * @param user the name that is proved: by the connection itself, with a client's certificate, or by
 *     what a request on it shows; absent: none is
 * @param groups what the user belongs to, as far as that was proved
 * @param proofs what that name rests on
 */
public record ClientInfo(
    SocketAddress address,
    String listener,
    String protocol,
    boolean onThisMachine,
    long acceptedNanos,
    @Nullable String user,
    Set<String> groups,
    List<Proof> proofs) {

  /** Copies the collections. */
  public ClientInfo {
    groups = Set.copyOf(groups);
    proofs = List.copyOf(proofs);
  }

  /** A client whose connection has proved no name. */
  public ClientInfo(
      SocketAddress address,
      String listener,
      String protocol,
      boolean onThisMachine,
      long acceptedNanos) {
    this(address, listener, protocol, onThisMachine, acceptedNanos, null, Set.of(), List.of());
  }

  /** The same client with a further request on its connection, which began to come then. */
  public ClientInfo askingAgain(long nanos) {
    return new ClientInfo(address, listener, protocol, onThisMachine, nanos, user, groups, proofs);
  }

  /**
   * The same client, which has proved this name.
   *
   * @param more what that rests on, beside what there was before
   */
  public ClientInfo known(String name, Proof... more) {
    return known(name, Set.of(), List.of(more));
  }

  /**
   * The same.
   *
   * @param belongs the groups that were proved with it
   */
  public ClientInfo known(String name, Set<String> belongs, List<Proof> more) {
    List<Proof> all = new ArrayList<>(proofs);
    all.addAll(more);
    return new ClientInfo(
        address, listener, protocol, onThisMachine, acceptedNanos, name, belongs, all);
  }

  @Override
  public String toString() {
    return "ClientInfo[listener=" + listener + ", protocol=" + protocol + "]";
  }
}
