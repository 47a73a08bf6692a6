package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import java.net.InetAddress;
import java.util.List;

/** What one server said to one question about addresses of one family. Plain values, no buffers. */
sealed interface DnsReply {

  /** A server failed, or said something unusable. */
  DnsReply FAILED = new Failed(new Unresolvable(Unresolvable.Answer.SERVER_FAILURE));

  /**
   * Addresses.
   *
   * @param ttlSeconds the least of all records on the way, aliases included
   */
  record Addresses(List<InetAddress> list, long ttlSeconds) implements DnsReply {}

  /** Another name to ask for: the answer ends in an alias without an address. */
  record Alias(Host.Name name, long ttlSeconds) implements DnsReply {}

  /** The name exists without such a record. */
  record NoData() implements DnsReply {}

  /** NXDOMAIN. */
  record NoSuchName() implements DnsReply {}

  /** The answer did not fit a datagram and must be asked for over TCP (RFC 7766 §5). */
  record Truncated() implements DnsReply {}

  /** No usable answer. */
  record Failed(Refusal refusal) implements DnsReply {}
}
