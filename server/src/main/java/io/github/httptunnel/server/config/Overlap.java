package io.github.httptunnel.server.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Whether two listeners would take each other's connections. */
final class Overlap {

  private Overlap() {}

  /** The same port on the same address, or on "any address" and one that it includes. */
  static boolean between(InetSocketAddress a, InetSocketAddress b) {
    return a.getPort() != 0
        && a.getPort() == b.getPort()
        && (a.getAddress().equals(b.getAddress())
            || includes(a.getAddress(), b.getAddress())
            || includes(b.getAddress(), a.getAddress()));
  }

  /** {@code [::]} takes IPv4 as well. */
  private static boolean includes(InetAddress any, InetAddress one) {
    return any.isAnyLocalAddress()
        && (any instanceof Inet6Address || !(one instanceof Inet6Address));
  }
}
