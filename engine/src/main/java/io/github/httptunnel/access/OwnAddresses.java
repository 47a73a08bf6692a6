package io.github.httptunnel.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Where this proxy itself listens, so that no tunnel leads back into it. Filled after bind, as only
 * then the ports are known.
 *
 * <p>Thread-safe without a lock: listeners come and go a few times in the life of the process, and
 * every event loop asks for every address that is dialled; a copy on write makes asking a plain
 * read.
 */
public final class OwnAddresses {

  private final Set<InetSocketAddress> listeners = new CopyOnWriteArraySet<>();
  private final LocalAddresses local;

  /** No listener yet, on this machine. */
  public OwnAddresses() {
    this(new LocalAddresses());
  }

  OwnAddresses(LocalAddresses local) {
    this.local = local;
  }

  /**
   * From now on this listener is refused as a target. May read the list of interfaces, which takes
   * a millisecond or so.
   *
   * @param bound what the socket says after bind, with its real port
   */
  public void add(InetSocketAddress bound) {
    if (bound.getAddress().isAnyLocalAddress()) {
      local.read();
    }
    listeners.add(bound);
  }

  /** The listener is closed. */
  public void remove(InetSocketAddress bound) {
    listeners.remove(bound);
  }

  /**
   * Whether a dial of this address and port would reach one of the listeners. Does not block.
   *
   * <p>A wildcard listener takes every address of this machine, of both families: whether a socket
   * bound to {@code ::} or {@code 0.0.0.0} serves the other family too depends on the platform.
   */
  public boolean covers(InetAddress address, int port) {
    InetAddress dialled = EmbeddedIpv4.unmapped(address);
    for (InetSocketAddress listener : listeners) {
      if (listener.getPort() == port && reaches(dialled, listener.getAddress())) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(InetAddress dialled, InetAddress bound) {
    // A kernel that is told to connect to "any address" connects to its own machine.
    return dialled.isAnyLocalAddress()
        || dialled.equals(EmbeddedIpv4.unmapped(bound))
        || (bound.isAnyLocalAddress() && local.contains(dialled));
  }
}
