package io.github.httptunnel.access;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may connect to a listener. Immutable.
 *
 * @param blocks where clients may come from
 */
public record ClientFilter(List<Cidr> blocks) {

  /** Copies the list. */
  public ClientFilter {
    blocks = List.copyOf(blocks);
  }

  /** Everybody. */
  public static ClientFilter anyone() {
    return of("0.0.0.0/0", "::/0");
  }

  /** Loopback, RFC 1918, link-local (RFC 3927, RFC 4291) and unique local (RFC 4193) addresses. */
  public static ClientFilter privateClients() {
    return of(
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "::1",
        "fe80::/10",
        "fc00::/7");
  }

  /**
   * For a listener about which nothing was said: everybody who can reach loopback, else private
   * clients only, so that no open proxy comes about by accident.
   */
  public static ClientFilter byDefault(InetAddress bound) {
    return bound.isLoopbackAddress() ? anyone() : privateClients();
  }

  /** Whether this client may connect. An IPv4-mapped address counts as IPv4. */
  public boolean admits(InetAddress client) {
    InetAddress peer = EmbeddedIpv4.unmapped(client);
    for (Cidr block : blocks) {
      if (block.contains(peer)) {
        return true;
      }
    }
    return false;
  }

  private static ClientFilter of(String... blocks) {
    return new ClientFilter(Stream.of(blocks).map(Cidr::parse).toList());
  }
}
