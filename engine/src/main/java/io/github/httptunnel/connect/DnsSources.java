package io.github.httptunnel.connect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.resolver.HostsFileEntriesProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where names are looked up: one immutable snapshot, replaced as a whole by a reload.
 *
 * @param servers asked in this order, at least one
 * @param searchDomains tried behind names of a single label
 * @param hosts addresses by name in lower case, asked first
 */
public record DnsSources(
    List<InetSocketAddress> servers,
    List<String> searchDomains,
    Map<String, List<InetAddress>> hosts) {

  /** More servers than this are not asked, as in the C library. */
  static final int MAX_SERVERS = 3;

  /** More search domains than this are not tried, as in the C library of old. */
  static final int MAX_SEARCH_DOMAINS = 6;

  /** Copies the collections and keeps what will be used. */
  public DnsSources {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("dns.servers: empty (expected: at least one server)");
    }
    servers = servers.stream().limit(MAX_SERVERS).toList();
    searchDomains = searchDomains.stream().limit(MAX_SEARCH_DOMAINS).toList();
    hosts = Map.copyOf(hosts);
  }

  /**
   * The policy's servers, or the operating system's with its search domains; and the hosts file.
   * Reads files: not for event loops.
   *
   * @throws UncheckedIOException when a file exists but cannot be read
   */
  public static DnsSources read(DnsPolicy policy) {
    return read(policy, Path.of("/etc/resolv.conf"));
  }

  static DnsSources read(DnsPolicy policy, Path resolvConf) {
    Map<String, List<InetAddress>> hosts = hostsFile();
    if (!policy.servers().isEmpty()) {
      return new DnsSources(policy.servers(), List.of(), hosts);
    }
    ResolvConf system = ResolvConf.parse(lines(resolvConf));
    return new DnsSources(system.servers(), system.searchDomains(), hosts);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, ISO_8859_1) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("dns: cannot read " + file, e);
    }
  }

  private static Map<String, List<InetAddress>> hostsFile() {
    HostsFileEntriesProvider file = HostsFileEntriesProvider.parser().parseSilently();
    Map<String, List<InetAddress>> hosts = new HashMap<>(file.ipv6Entries());
    file.ipv4Entries()
        .forEach((name, ipv4) ->
            hosts.merge(
                name, ipv4, (ipv6, _) -> Stream.concat(ipv6.stream(), ipv4.stream()).toList()));
    return hosts;
  }
}
