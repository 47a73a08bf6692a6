package io.github.httptunnel.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses for tests, some of which the JDK does not let one write. */
final class Addresses {

  private Addresses() {}

  static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  /** An IPv4-mapped address that stays IPv6, as a native transport may give. */
  static InetAddress mapped(String ipv4) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, 10, 12, (byte) 0xFF);
    System.arraycopy(ip(ipv4).getAddress(), 0, bytes, 12, 4);
    return scoped(bytes);
  }

  /** With a scope, as addresses of interfaces and link-local peers have. */
  static InetAddress scoped(String ipv6) {
    return scoped(ip(ipv6).getAddress());
  }

  private static InetAddress scoped(byte[] bytes) {
    try {
      return Inet6Address.getByAddress(null, bytes, 1);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
