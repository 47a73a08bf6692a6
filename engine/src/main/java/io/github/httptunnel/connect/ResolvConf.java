package io.github.httptunnel.connect;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code resolv.conf} says: the servers and the search domains. Other lines are not ours.
 *
 * @param servers in the order of the file; this machine's own when none is named, as in the C
 *     library (and never somebody else's public one)
 * @param searchDomains of the last {@code search} or {@code domain} line, without trailing dots
 */
record ResolvConf(List<InetSocketAddress> servers, List<String> searchDomains) {

  private static final int DNS_PORT = 53;

  static ResolvConf parse(List<String> lines) {
    List<InetSocketAddress> servers = new ArrayList<>();
    List<String> search = List.of();
    for (String line : lines) {
      List<String> words = Arrays.asList(line.strip().split("\\s+"));
      List<String> values = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> values.stream().limit(1).forEach(value -> addServer(servers, value));
        case "search" -> search = values.stream().map(ResolvConf::domain).toList();
        case "domain" -> search = values.stream().limit(1).map(ResolvConf::domain).toList();
        default -> {}
      }
    }
    if (servers.isEmpty()) {
      servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT));
    }
    return new ResolvConf(List.copyOf(servers), search.stream().filter(d -> !d.isEmpty()).toList());
  }

  private static void addServer(List<InetSocketAddress> servers, String text) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
    if (address != null) {
      servers.add(new InetSocketAddress(address, DNS_PORT));
    }
  }

  private static String domain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
