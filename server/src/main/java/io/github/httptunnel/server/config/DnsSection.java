package io.github.httptunnel.server.config;

import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.connect.DnsPolicy.Prefer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code dns}. */
final class DnsSection {

  private static final String SYSTEM = "system";
  private static final int DNS_PORT = 53;
  private static final String EXPECTED = "system, 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53";

  private DnsSection() {}

  static DnsPolicy read(Section section, Duration cacheTtlMax, ServerConfig defaults) {
    DnsPolicy policy = defaults.dns();
    return new DnsPolicy(
        servers(section, policy),
        cacheTtlMin(section, policy.cacheTtlMin(), cacheTtlMax),
        cacheTtlMax,
        section.value("negative_ttl", Syntaxes.duration(), policy.negativeTtl()),
        section.valueOrOff("serve_stale", Syntaxes.duration(), policy.serveStale()),
        section.value("prefer", Syntaxes.oneOf(Prefer.class), policy.prefer()));
  }

  private static Duration cacheTtlMin(Section section, Duration fallback, Duration max) {
    Duration min = section.value("cache_ttl_min", Syntaxes.duration());
    if (min == null) {
      Duration holds = fallback.compareTo(max) < 0 ? fallback : max;
      section.assumed("cache_ttl_min", Written.of(holds));
      return holds;
    }
    if (min.compareTo(max) > 0) {
      section.error(
          "cache_ttl_min",
          "is longer than target_connection.dns_cache_ttl (expected: at most that)");
    }
    return min;
  }

  private static List<InetSocketAddress> servers(Section section, DnsPolicy defaults) {
    List<Server> servers =
        section.list("servers", new Syntax<>("address", EXPECTED, DnsSection::server));
    if (servers == null) {
      section.assumed("servers", List.of(SYSTEM));
      return defaults.servers();
    }
    List<InetSocketAddress> addresses =
        servers.stream().map(Server::address).filter(Objects::nonNull).toList();
    if (!addresses.isEmpty() && addresses.size() < servers.size()) {
      section.error("servers", "'system' stands beside addresses (expected: one or the other)");
    }
    return addresses;
  }

  /** One server; without an address: those of the system. */
  private record Server(@Nullable InetSocketAddress address) {}

  private static Parsed<Server> server(String text) {
    String trimmed = text.strip();
    if (trimmed.equals(SYSTEM)) {
      return new Parsed.Good<>(new Server(null));
    }
    boolean hasPort =
        trimmed.lastIndexOf(':') > trimmed.lastIndexOf(']') && trimmed.indexOf(':') >= 0;
    return switch (BindAddress.parse(hasPort ? trimmed : trimmed + ":" + DNS_PORT)) {
      case BindAddress.Valid(InetSocketAddress address) when address.getPort() > 0 ->
          new Parsed.Good<>(new Server(address));
      case BindAddress.Valid _ -> new Parsed.Bad<>("has port 0");
      case BindAddress.Invalid _ -> new Parsed.Bad<>("is no address of a server");
    };
  }
}
