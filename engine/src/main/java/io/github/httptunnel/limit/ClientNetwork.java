package io.github.httptunnel.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What counts as one client: an IPv4 address, or an IPv6 /64, which is the least a network gives to
 * one customer (RFC 6177). Addresses of other kinds count by themselves. {@code toString} hides it.
 *
 * @param part the address as {@code Integer}, the prefix as {@code Long}, or a socket address
 */
public record ClientNetwork(Object part) {

  private static final long MAPPED = 0xFFFFL;

  /** The network of an address. */
  public static ClientNetwork of(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return new ClientNetwork(partOf(inet.getAddress()));
    }
    return new ClientNetwork(address);
  }

  /** Bytes that no other client has. */
  byte[] bytes() {
    return switch (part) {
      case Integer address -> ByteBuffer.allocate(Integer.BYTES).putInt(address).array();
      case Long prefix -> ByteBuffer.allocate(Long.BYTES).putLong(prefix).array();
      default -> ("?" + part).getBytes(StandardCharsets.UTF_8);
    };
  }

  /**
   * Bytes that it shares with those of a wider network, an IPv4 /16 or an IPv6 /32: about what one
   * organisation has, or a few.
   */
  byte[] wider() {
    return switch (part) {
      case Integer _ -> Arrays.copyOf(bytes(), Short.BYTES);
      case Long _ -> Arrays.copyOf(bytes(), Integer.BYTES);
      default -> bytes();
    };
  }

  private static Object partOf(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    if (!(address instanceof Inet6Address)) {
      return bytes.getInt();
    }
    long prefix = bytes.getLong();
    boolean mapped = prefix == 0 && Integer.toUnsignedLong(bytes.getInt()) == MAPPED;
    return mapped ? (Object) bytes.getInt() : (Object) prefix;
  }

  @Override
  public String toString() {
    return "ClientNetwork[]";
  }
}
