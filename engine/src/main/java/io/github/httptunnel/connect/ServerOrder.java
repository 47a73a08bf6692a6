package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which servers have been silent lately: they are asked last for a while, so that one that is down
 * does not cost every name its patience. A server that answered anything meanwhile was not silent:
 * it was that name. Confined to its event loop.
 */
final class ServerOrder {

  /** How long a silent server is asked last. */
  static final Duration REST = Duration.ofSeconds(10);

  /** More than that were never configured: the system's list has changed a few times. */
  private static final int MOST_KNOWN = 64;

  private final EventLoop loop;
  private final Map<InetSocketAddress, Long> answered = new HashMap<>();
  private final Map<InetSocketAddress, Long> silent = new HashMap<>();

  ServerOrder(EventLoop loop) {
    this.loop = loop;
  }

  /** The same servers in the same order, but those that rest come last. */
  List<InetSocketAddress> arrange(List<InetSocketAddress> servers) {
    if (silent.isEmpty()) {
      return servers;
    }
    long now = now();
    silent.values().removeIf(since -> now - since >= REST.toNanos());
    return servers.stream().sorted(Comparator.comparing(silent::containsKey)).toList();
  }

  /**
   * Watches what the servers do.
   *
   * @param patience how long one may take
   */
  DnsTransport watch(DnsTransport transport, Duration patience) {
    return (question, server) -> watched(transport, question, server, patience.toNanos());
  }

  private Future<DnsReply> watched(
      DnsTransport transport, DnsQuestion question, InetSocketAddress server, long patience) {
    long asked = now();
    Future<DnsReply> reply = transport.ask(question, server);
    reply.addListener(_ -> {
      if (!reply.isCancelled()) {
        heard(server);
      } else if (now() - asked >= patience && answered.getOrDefault(server, asked) <= asked) {
        silent.put(server, now());
      }
    });
    return reply;
  }

  private void heard(InetSocketAddress server) {
    if (answered.size() >= MOST_KNOWN) {
      answered.clear();
    }
    answered.put(server, now());
    silent.remove(server);
  }

  private long now() {
    return loop.ticker().nanoTime();
  }
}
