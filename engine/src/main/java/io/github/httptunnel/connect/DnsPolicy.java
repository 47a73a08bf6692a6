package io.github.httptunnel.connect;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How names are looked up.
 *
 * @param servers asked in this order; empty: those of the operating system
 * @param cacheTtlMin the least time an answer is kept, whatever its TTL
 * @param cacheTtlMax the longest time an answer is kept, whatever its TTL
 * @param negativeTtl how long "no such name" and "no address" are kept
 * @param serveStale how long beyond its time an answer may still be used when no server gives a new
 *     one (RFC 8767); absent: not at all
 * @param prefer which family is dialled first
 */
public record DnsPolicy(
    List<InetSocketAddress> servers,
    Duration cacheTtlMin,
    Duration cacheTtlMax,
    Duration negativeTtl,
    @Nullable Duration serveStale,
    Prefer prefer) {

  /** Which family is dialled first. */
  public enum Prefer {
    /** IPv6, or what worked the last time (RFC 8305). */
    AUTO,
    /** IPv4. */
    IPV4,
    /** IPv6. */
    IPV6
  }

  /** Copies the list. */
  public DnsPolicy {
    servers = List.copyOf(servers);
    for (InetSocketAddress server : servers) {
      if (server.isUnresolved()) {
        throw new IllegalArgumentException(
            "dns.servers: " + server.getHostString() + " (expected: an IP address)");
      }
    }
    if (cacheTtlMin.isNegative()
        || cacheTtlMax.isNegative()
        || negativeTtl.isNegative()
        || (serveStale != null && serveStale.isNegative())) {
      throw new IllegalArgumentException("dns: a time to live must not be negative");
    }
  }

  /**
   * The system's servers; answers kept for 1 s to {@code cacheTtlMax}, and for an hour more if
   * there is no new one; failures for 10 s.
   */
  public static DnsPolicy caching(Duration cacheTtlMax) {
    return new DnsPolicy(
        List.of(),
        Duration.ofSeconds(1),
        cacheTtlMax,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        Prefer.AUTO);
  }
}
