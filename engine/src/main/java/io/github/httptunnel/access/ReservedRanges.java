package io.github.httptunnel.access;

import static io.github.httptunnel.access.AddressKind.BENCHMARKING;
import static io.github.httptunnel.access.AddressKind.BROADCAST;
import static io.github.httptunnel.access.AddressKind.DISCARD;
import static io.github.httptunnel.access.AddressKind.DOCUMENTATION;
import static io.github.httptunnel.access.AddressKind.FUTURE;
import static io.github.httptunnel.access.AddressKind.LINK_LOCAL;
import static io.github.httptunnel.access.AddressKind.LOCAL_TRANSLATION;
import static io.github.httptunnel.access.AddressKind.LOOPBACK;
import static io.github.httptunnel.access.AddressKind.METADATA;
import static io.github.httptunnel.access.AddressKind.MULTICAST;
import static io.github.httptunnel.access.AddressKind.PRIVATE;
import static io.github.httptunnel.access.AddressKind.PROTOCOL;
import static io.github.httptunnel.access.AddressKind.PUBLIC;
import static io.github.httptunnel.access.AddressKind.SEGMENT_ROUTING;
import static io.github.httptunnel.access.AddressKind.SHARED;
import static io.github.httptunnel.access.AddressKind.SITE_LOCAL;
import static io.github.httptunnel.access.AddressKind.THIS_NETWORK;
import static io.github.httptunnel.access.AddressKind.TRANSITION;
import static io.github.httptunnel.access.AddressKind.UNSPECIFIED;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The special-purpose address registries of IANA (RFC 6890), and the metadata services of clouds.
 *
 * <p>A block that IANA sets aside with a few reachable addresses inside is taken whole: those are
 * anycast services that nobody reaches through a proxy.
 */
public final class ReservedRanges {

  /** In each list the first block that holds an address names its kind. */
  private static final List<Range> IPV4 =
      List.of(
          range("169.254.169.254", METADATA), // most clouds
          range("169.254.170.2", METADATA), // AWS: credentials of containers
          range("169.254.170.23", METADATA), // AWS: credentials of pods
          range("169.254.42.42", METADATA), // Scaleway
          range("169.254.0.23", METADATA), // Tencent
          range("100.100.100.200", METADATA), // Alibaba
          range("192.0.0.192", METADATA), // Oracle
          range("168.63.129.16", METADATA), // Azure
          range("0.0.0.0", UNSPECIFIED),
          range("255.255.255.255", BROADCAST),
          range("0.0.0.0/8", THIS_NETWORK),
          range("10.0.0.0/8", PRIVATE),
          range("100.64.0.0/10", SHARED),
          range("127.0.0.0/8", LOOPBACK),
          range("169.254.0.0/16", LINK_LOCAL),
          range("172.16.0.0/12", PRIVATE),
          range("192.0.0.0/24", PROTOCOL),
          range("192.0.2.0/24", DOCUMENTATION),
          range("192.88.99.0/24", TRANSITION), // relays of 6to4 (RFC 7526)
          range("192.168.0.0/16", PRIVATE),
          range("198.18.0.0/15", BENCHMARKING),
          range("198.51.100.0/24", DOCUMENTATION),
          range("203.0.113.0/24", DOCUMENTATION),
          range("224.0.0.0/4", MULTICAST),
          range("240.0.0.0/4", FUTURE));

  private static final List<Range> IPV6 =
      List.of(
          range("fd00:ec2::254", METADATA), // AWS
          range("fd00:ec2::23", METADATA), // AWS: credentials of pods
          range("fd20:ce::254", METADATA), // Google
          range("fd00:c1::a9fe:a9fe", METADATA), // Oracle
          range("fd00:42::42", METADATA), // Scaleway
          range("fd00:a9fe:a9fe::1", METADATA), // Linode
          range("fe80::a9fe:a9fe", METADATA), // OpenStack
          range("::", UNSPECIFIED),
          range("::1", LOOPBACK),
          range("::/96", TRANSITION), // IPv4-compatible (RFC 4291 §2.5.5.1)
          range("::ffff:0:0:0/96", TRANSITION), // IPv4-translated (RFC 2765)
          range("64:ff9b:1::/48", LOCAL_TRANSLATION),
          range("100::/64", DISCARD),
          range("100:0:0:1::/64", DISCARD),
          range("2001::/32", TRANSITION), // Teredo (RFC 4380)
          range("2001:2::/48", BENCHMARKING),
          range("2001::/23", PROTOCOL),
          range("2001:db8::/32", DOCUMENTATION),
          range("2002::/16", TRANSITION), // 6to4 (RFC 3056)
          range("3fff::/20", DOCUMENTATION),
          range("5f00::/16", SEGMENT_ROUTING),
          range("fc00::/7", PRIVATE),
          range("fe80::/10", LINK_LOCAL),
          range("fec0::/10", SITE_LOCAL),
          range("ff00::/8", MULTICAST));

  private ReservedRanges() {}

  /**
   * One block that is set aside.
   *
   * @param block within it smaller ones may have kinds of their own
   * @param kind never {@link AddressKind#PUBLIC}
   */
  public record Range(Cidr block, AddressKind kind) {}

  /** All blocks; the first that holds an address names its kind. */
  public static List<Range> all() {
    return Stream.concat(IPV4.stream(), IPV6.stream()).toList();
  }

  /**
   * What the address is for. An IPv6 address with an IPv4 address inside (RFC 6052, RFC 5214 and
   * the like) is as bad as the worse of the two.
   */
  public static AddressKind kindOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return first(IPV4, bytes);
    }
    AddressKind outer = first(IPV6, bytes);
    byte[] inner = EmbeddedIpv4.of(bytes);
    if (inner == null || outer.isNeverATarget()) {
      return outer;
    }
    AddressKind embedded = first(IPV4, inner);
    return outer == PUBLIC || embedded.isNeverATarget() ? embedded : outer;
  }

  private static AddressKind first(List<Range> ranges, byte[] address) {
    for (Range range : ranges) {
      if (range.block().contains(address)) {
        return range.kind();
      }
    }
    return PUBLIC;
  }

  private static Range range(String block, AddressKind kind) {
    return new Range(Cidr.parse(block), kind);
  }
}
