package io.github.httptunnel.testkit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a {@link DnsPeer} says about a name. */
public sealed interface DnsAnswer {

  /** Addresses of either family, in this order; a query gets those of the type it asks for. */
  record Addresses(List<InetAddress> addresses, Duration ttl) implements DnsAnswer {
    /** Copies the list. */
    public Addresses {
      addresses = List.copyOf(addresses);
    }
  }

  /** Another name, whose own answer follows in the same message if it is scripted. */
  record Alias(String name, Duration ttl) implements DnsAnswer {}

  /** There is no such name; {@code ttl} is how long that may be cached (RFC 2308 §5). */
  record NoSuchName(Duration ttl) implements DnsAnswer {}

  /** The name exists without any address; {@code ttl} is how long that may be cached. */
  record NoData(Duration ttl) implements DnsAnswer {}

  /** The server is unable to answer (SERVFAIL). */
  record Failure() implements DnsAnswer {}

  /** Silence. */
  record Mute() implements DnsAnswer {}

  /** That answer after a while. */
  record Delayed(DnsAnswer answer, Duration delay) implements DnsAnswer {}

  /** Exactly the bytes made of the query's; for answers no proper server gives. */
  record Crafted(UnaryOperator<byte[]> reply) implements DnsAnswer {}

  /** First the bytes that a forger makes of the query's, then that answer. */
  record Forged(UnaryOperator<byte[]> forgery, DnsAnswer then) implements DnsAnswer {}

  /** Addresses, given as literals, that may be cached for a minute. */
  static DnsAnswer addresses(String... literals) {
    return addresses(Duration.ofMinutes(1), literals);
  }

  /** Addresses, given as literals, that may be cached for {@code ttl}. */
  static DnsAnswer addresses(Duration ttl, String... literals) {
    return new Addresses(Arrays.stream(literals).map(InetAddress::ofLiteral).toList(), ttl);
  }

  /** Another name, for a minute. */
  static DnsAnswer alias(String name) {
    return new Alias(name, Duration.ofMinutes(1));
  }

  /** No such name, for a minute. */
  static DnsAnswer noSuchName() {
    return new NoSuchName(Duration.ofMinutes(1));
  }

  /** No address, for a minute. */
  static DnsAnswer noData() {
    return new NoData(Duration.ofMinutes(1));
  }

  /** SERVFAIL. */
  static DnsAnswer failure() {
    return new Failure();
  }

  /** Silence. */
  static DnsAnswer mute() {
    return new Mute();
  }

  /** That answer after {@code delay}. */
  static DnsAnswer delayed(Duration delay, DnsAnswer answer) {
    return new Delayed(answer, delay);
  }
}
