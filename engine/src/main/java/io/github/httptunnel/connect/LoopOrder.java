package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.util.concurrent.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What one event loop knows about addresses that worked. */
final class LoopOrder {

  /** For so long an IPv4 winner keeps IPv6 in second place: then IPv6 gets another chance. */
  static final Duration IPV6_PENALTY = Duration.ofMinutes(10);

  private final DnsPolicy.Prefer prefer;
  private final Ticker ticker;
  private final Lru<Host.Name, InetAddress> winners;
  private @Nullable Long ipv6Lost;

  LoopOrder(DnsPolicy.Prefer prefer, Ticker ticker, int maxNames) {
    this.prefer = prefer;
    this.ticker = ticker;
    this.winners = new Lru<>(maxNames);
  }

  List<InetAddress> arrange(Host.Name name, List<InetAddress> addresses) {
    InetAddress winner = winners.get(name);
    Queue<InetAddress> ipv6 = new ArrayDeque<>();
    Queue<InetAddress> ipv4 = new ArrayDeque<>();
    if (winner != null && addresses.contains(winner)) {
      (isIpv6(winner) ? ipv6 : ipv4).add(winner);
    }
    boolean ipv6First = ipv6First(ipv6, ipv4);
    for (InetAddress address : addresses) {
      if (!address.equals(winner)) {
        (isIpv6(address) ? ipv6 : ipv4).add(address);
      }
    }
    return ipv6First ? takeTurns(ipv6, ipv4) : takeTurns(ipv4, ipv6);
  }

  /** Only a race between the families says something about IPv6. */
  void learn(Host.Name name, List<InetAddress> addresses, InetAddress winner) {
    winners.put(name, winner);
    if (isIpv6(winner)) {
      ipv6Lost = null;
    } else if (addresses.stream().anyMatch(LoopOrder::isIpv6)) {
      ipv6Lost = ticker.nanoTime();
    }
  }

  private boolean ipv6First(Queue<InetAddress> ipv6Winner, Queue<InetAddress> ipv4Winner) {
    return switch (prefer) {
      case IPV6 -> true;
      case IPV4 -> false;
      case AUTO ->
          !ipv6Winner.isEmpty()
              || (ipv4Winner.isEmpty()
                  && (ipv6Lost == null || ticker.nanoTime() - ipv6Lost >= IPV6_PENALTY.toNanos()));
    };
  }

  private static List<InetAddress> takeTurns(Queue<InetAddress> first, Queue<InetAddress> second) {
    List<InetAddress> all = new ArrayList<>(first.size() + second.size());
    while (!first.isEmpty() || !second.isEmpty()) {
      if (!first.isEmpty()) {
        all.add(first.remove());
      }
      if (!second.isEmpty()) {
        all.add(second.remove());
      }
    }
    return all;
  }

  private static boolean isIpv6(InetAddress address) {
    return address instanceof Inet6Address;
  }
}
