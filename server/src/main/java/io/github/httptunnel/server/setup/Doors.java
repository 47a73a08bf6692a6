package io.github.httptunnel.server.setup;

import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.identity.AuthConfig;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which listeners somebody can use as a proxy, seen from where they ask. */
final class Doors {

  private Doors() {}

  /**
   * Those that can be reached, in the order of the configuration.
   *
   * @param asked by which name the admin listener was asked
   * @param configs in force
   * @param open with their real addresses
   */
  static List<Door> seenFrom(
      AskedHost asked, List<ListenerConfig> configs, List<ListenerStats> open) {
    List<Door> doors = new ArrayList<>();
    for (ListenerConfig config : configs) {
      InetSocketAddress address = address(config, open);
      if (config.mode() instanceof Mode.Http && address != null) {
        String host = host(asked, address.getAddress());
        if (host != null) {
          doors.add(door(config, host, address.getPort()));
        }
      }
    }
    return List.copyOf(doors);
  }

  private static @Nullable InetSocketAddress address(
      ListenerConfig config, List<ListenerStats> open) {
    return open.stream()
        .filter(stats -> stats.name().equals(config.name()) && stats.address() != null)
        .map(ListenerStats::address)
        .findFirst()
        .orElse(null);
  }

  /** By what the listener is reached; absent if it is not. */
  private static @Nullable String host(AskedHost asked, InetAddress bound) {
    if (bound.isAnyLocalAddress()) {
      return bound instanceof Inet4Address ? asked.reachedByIpv4() : asked.host();
    }
    if (bound.isLoopbackAddress() && !asked.isThisMachine()) {
      return null;
    }
    String text = NetUtil.toAddressString(bound);
    return bound instanceof Inet4Address ? text : "[" + text + "]";
  }

  private static Door door(ListenerConfig config, String host, int port) {
    AuthConfig auth = config.auth();
    return new Door(
        config.name(),
        host,
        port,
        config.tls() != null,
        auth != null && auth.users() != null,
        auth != null && auth.users() == null && auth.tokens() != null,
        auth != null && auth.needsCertificate());
  }
}
