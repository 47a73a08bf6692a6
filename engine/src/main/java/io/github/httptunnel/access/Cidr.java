package io.github.httptunnel.access;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable.
 *
 * <p>IPv4 and IPv6 never match each other here: who wants embedded IPv4 judged unwraps it first.
 */
public final class Cidr {

  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

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
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] network = literal(text, address);
    int bits = network.length * 8;
    int prefix = slash < 0 ? bits : length(text, text.substring(slash + 1), bits);
    Cidr cidr = new Cidr(network, prefix);
    if (!Arrays.equals(cidr.masked(network), network)) {
      throw new IllegalArgumentException(
          text + ": bits are set behind the prefix (expected: " + cidr.canonical() + ")");
    }
    return cidr;
  }

  /** Whether the address lies in this block. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == network.length && Arrays.equals(masked(bytes), network);
  }

  @Override
  public String toString() {
    return canonical();
  }

  private String canonical() {
    try {
      return InetAddress.getByAddress(masked(network)).getHostAddress() + "/" + prefix;
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] masked(byte[] address) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int keep = Math.clamp(prefix - i * 8L, 0, 8);
      masked[i] &= (byte) (0xFF << (8 - keep));
    }
    return masked;
  }

  private static byte[] literal(String text, String address) {
    try {
      if (address.indexOf(':') >= 0 && address.indexOf('%') < 0) {
        return Inet6Address.ofLiteral(address).getAddress();
      }
      if (address.chars().filter(c -> c == '.').count() == 3) {
        return Inet4Address.ofLiteral(address).getAddress();
      }
    } catch (IllegalArgumentException _) {
      // reported below, in our words
    }
    throw new IllegalArgumentException(
        text + ": not an address block (expected: 192.0.2.0/24, 2001:db8::/32 or an address)");
  }

  private static int length(String text, String length, int bits) {
    if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
      throw new IllegalArgumentException(
          text + ": '" + length + "' is not a prefix length (expected: 0 to " + bits + ")");
    }
    return Integer.parseInt(length);
  }
}
