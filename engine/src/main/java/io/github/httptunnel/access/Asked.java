package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is asked about.
 *
 * @param address where the target leads, IPv4-mapped as IPv4; absent while nobody has looked
 * @param embedded the IPv4 address inside it; absent if there is none
 * @param at the time of the request
 * @param lists all lists by name
 */
record Asked(
    TunnelRequest request,
    @Nullable InetAddress address,
    @Nullable InetAddress embedded,
    Instant at,
    Map<String, NameList> lists) {

  /** Before a look-up: an address is known only if the client named it. */
  static Asked byName(TunnelRequest request, Instant at, Map<String, NameList> lists) {
    return request.target().host() instanceof Host.Address(InetAddress ip)
        ? byAddress(request, ip, at, lists)
        : new Asked(request, null, null, at, lists);
  }

  /** About one of the target's addresses. */
  static Asked byAddress(
      TunnelRequest request, InetAddress address, Instant at, Map<String, NameList> lists) {
    InetAddress unmapped = EmbeddedIpv4.unmapped(address);
    return new Asked(request, unmapped, inside(unmapped), at, lists);
  }

  private static @Nullable InetAddress inside(InetAddress address) {
    byte[] inner = address instanceof Inet6Address ? EmbeddedIpv4.of(address.getAddress()) : null;
    if (inner == null) {
      return null;
    }
    try {
      return InetAddress.getByAddress(inner);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
