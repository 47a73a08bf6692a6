package io.github.httptunnel.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the IPv4 address that an IPv6 address stands for. */
final class EmbeddedIpv4 {

  /** The prefixes that say where the IPv4 address lies; not mapped ones, which Cidr cannot hold. */
  private static final List<Form> FORMS =
      List.of(
          new Form(Cidr.parse("::/96"), 12), // compatible (RFC 4291 §2.5.5.1)
          new Form(Cidr.parse("::ffff:0:0:0/96"), 12), // translated (RFC 2765)
          new Form(Cidr.parse("64:ff9b::/96"), 12), // NAT64 (RFC 6052)
          new Form(Cidr.parse("64:ff9b:1::/48"), 12), // NAT64, local use (RFC 8215)
          new Form(Cidr.parse("2002::/16"), 2)); // 6to4 (RFC 3056)

  private static final Cidr TEREDO = Cidr.parse("2001::/32");

  private EmbeddedIpv4() {}

  /** The IPv4 address inside, in network byte order; null if there is none. */
  static byte @Nullable [] of(byte[] ipv6) {
    if (isMapped(ipv6) || isIsatap(ipv6)) {
      return at(ipv6, 12);
    }
    if (TEREDO.contains(ipv6)) {
      return inverted(at(ipv6, 12));
    }
    for (Form form : FORMS) {
      if (form.block().contains(ipv6)) {
        return at(ipv6, form.offset());
      }
    }
    return null;
  }

  /** An IPv4-mapped address as the IPv4 address that the kernel takes it for; others unchanged. */
  static InetAddress unmapped(InetAddress address) {
    if (!(address instanceof Inet6Address) || !isMapped(address.getAddress())) {
      return address;
    }
    try {
      return InetAddress.getByAddress(at(address.getAddress(), 12));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** {@code ::ffff:0:0/96} (RFC 4291 §2.5.5.2). */
  private static boolean isMapped(byte[] ipv6) {
    for (int i = 0; i < 10; i++) {
      if (ipv6[i] != 0) {
        return false;
      }
    }
    return ipv6[10] == (byte) 0xFF && ipv6[11] == (byte) 0xFF;
  }

  /** An interface identifier of {@code 0:5efe} or {@code 200:5efe} under any prefix (RFC 5214). */
  private static boolean isIsatap(byte[] ipv6) {
    return (ipv6[8] & ~0x02) == 0 && ipv6[9] == 0 && ipv6[10] == 0x5E && ipv6[11] == (byte) 0xFE;
  }

  private static byte[] at(byte[] ipv6, int offset) {
    return Arrays.copyOfRange(ipv6, offset, offset + 4);
  }

  /** Teredo writes the client's address with all bits flipped, to hide it from translators. */
  private static byte[] inverted(byte[] ipv4) {
    for (int i = 0; i < ipv4.length; i++) {
      ipv4[i] = (byte) ~ipv4[i];
    }
    return ipv4;
  }

  private record Form(Cidr block, int offset) {}
}
