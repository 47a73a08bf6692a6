package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291
 * §2.3). Immutable.
 *
 * <p>IPv4 and IPv6 never match each other here: who wants embedded IPv4 judged unwraps it first.
 */
public final class Cidr {

  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Reads an address with or without a prefix length.
   *
   * @throws IllegalArgumentException with a message for the operator, if it is none, or if bits
   *     beyond the prefix are set
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(text, slash < 0 ? text : text.substring(0, slash));
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : length(text, text.substring(slash + 1), bits);
    Cidr cidr = new Cidr(masked(address, prefix), prefix);
    if (!Arrays.equals(cidr.network, address)) {
      throw new IllegalArgumentException(
          text + ": bits are set behind the prefix (expected: " + cidr + ")");
    }
    return cidr;
  }

  /** The block of one address alone; an IPv4-mapped one counts as IPv4. */
  static Cidr of(InetAddress address) {
    byte[] bytes = EmbeddedIpv4.unmapped(address).getAddress();
    return new Cidr(bytes, bytes.length * 8);
  }

  /** The first address, in network byte order. Not to be changed. */
  byte[] network() {
    return network;
  }

  /** How many bits its addresses have in common. */
  int prefix() {
    return prefix;
  }

  /** The first of its addresses. */
  InetAddress first() {
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether every address of the other block lies in this one. */
  boolean covers(Cidr other) {
    return prefix <= other.prefix && contains(other.network);
  }

  /** Whether the address lies in this block. */
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  /** The same for an address in network byte order; allocates nothing. */
  boolean contains(byte[] address) {
    int whole = prefix / 8;
    int rest = prefix % 8;
    return address.length == network.length
        && Arrays.equals(address, 0, whole, network, 0, whole)
        && (rest == 0 || ((address[whole] ^ network[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cidr cidr
        && cidr.prefix == prefix
        && Arrays.equals(cidr.network, network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }

  /** The shortest spelling, always with the prefix length. */
  @Override
  public String toString() {
    return NetUtil.bytesToIpAddress(network) + "/" + prefix;
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int keep = Math.clamp(prefix - i * 8L, 0, 8);
      masked[i] &= (byte) (0xFF << (8 - keep));
    }
    return masked;
  }

  private static byte[] literal(String text, String address) {
    boolean ipv6 = address.indexOf(':') >= 0;
    if (TargetSyntax.host(ipv6 ? "[" + address + "]" : address)
        instanceof HostSyntax.Valid(Host.Address(InetAddress ip))) {
      byte[] bytes = ip.getAddress();
      // An IPv4-mapped address arrives as IPv4: its prefix length would mean something else.
      if (bytes.length == (ipv6 ? 16 : 4)) {
        return bytes;
      }
    }
    throw new IllegalArgumentException(
        text
            + ": not an address block (expected: 192.0.2.0/24, 2001:db8::/32 or an address;"
            + " IPv4 inside IPv6 is written as IPv4)");
  }

  private static int length(String text, String length, int bits) {
    try {
      int prefix = Integer.parseInt(length);
      // Compared as text, as the JDK also reads "+8" and "08".
      if (prefix >= 0 && prefix <= bits && Integer.toString(prefix).equals(length)) {
        return prefix;
      }
    } catch (NumberFormatException _) {
      // reported below, in our words
    }
    throw new IllegalArgumentException(
        text + ": '" + length + "' is not a prefix length (expected: 0 to " + bits + ")");
  }
}
