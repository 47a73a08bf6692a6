package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.DnsAnswer.Addresses;
import io.github.httptunnel.testkit.DnsAnswer.Alias;
import io.github.httptunnel.testkit.DnsAnswer.Crafted;
import io.github.httptunnel.testkit.DnsAnswer.Delayed;
import io.github.httptunnel.testkit.DnsAnswer.Failure;
import io.github.httptunnel.testkit.DnsAnswer.Forged;
import io.github.httptunnel.testkit.DnsAnswer.Mute;
import io.github.httptunnel.testkit.DnsAnswer.NoData;
import io.github.httptunnel.testkit.DnsAnswer.NoSuchName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The answers by name, and what they come to for one query. Thread-safe. */
final class DnsScript {

  private static final int LONGEST_CHAIN = 64;

  private final Map<String, DnsAnswer> answers = new ConcurrentHashMap<>();

  void put(String name, DnsAnswer answer) {
    answers.put(name.toLowerCase(Locale.ROOT), answer);
  }

  /** The answer of the name itself, else of {@code *.} its nearest parent, else no such name. */
  DnsAnswer find(String name) {
    DnsAnswer exact = answers.get(name);
    String parent = name;
    while (exact == null && parent.indexOf('.') >= 0) {
      parent = parent.substring(parent.indexOf('.') + 1);
      exact = answers.get("*." + parent);
    }
    return exact == null ? DnsAnswer.noSuchName() : exact;
  }

  /** Builds the message for {@code answer}, which the caller has already waited for. */
  byte[] reply(DnsQuery query, DnsAnswer answer, int longest) {
    if (answer instanceof Crafted(var craft)) {
      return craft.apply(query.bytes());
    }
    DnsReply reply = new DnsReply(query);
    describe(query, query.name(), answer, reply, 0);
    return reply.message(longest);
  }

  private void describe(DnsQuery query, String owner, DnsAnswer answer, DnsReply reply, int depth) {
    switch (answer) {
      case Addresses(var addresses, Duration ttl) -> {
        addresses.forEach(address -> reply.address(owner, address, ttl));
        if (addresses.stream().noneMatch(address -> matches(query.type(), address))) {
          reply.nothing(ttl);
        }
      }
      case Alias(String target, Duration ttl) -> {
        reply.alias(owner, target, ttl);
        if (depth < LONGEST_CHAIN && query.type() != DnsType.CNAME) {
          String next = target.toLowerCase(Locale.ROOT);
          describe(query, next, find(next), reply, depth + 1);
        }
      }
      case NoSuchName(Duration ttl) -> {
        reply.nameError();
        reply.nothing(ttl);
      }
      case NoData(Duration ttl) -> reply.nothing(ttl);
      case Failure() -> reply.failure();
      // Behind an alias only the kind of answer counts: it comes at once.
      case Delayed(DnsAnswer later, Duration _) -> describe(query, owner, later, reply, depth);
      case Forged(var _, DnsAnswer then) -> describe(query, owner, then, reply, depth);
      case Mute(), Crafted(var _) -> reply.failure();
    }
  }

  private static boolean matches(DnsType type, InetAddress address) {
    return type == (address.getAddress().length == 4 ? DnsType.A : DnsType.AAAA);
  }
}
