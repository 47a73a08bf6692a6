package io.github.httptunnel.connect;

import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;

/** Carries a question to a server. Confined to one event loop. */
@FunctionalInterface
interface DnsTransport {

  /**
   * Asks once. The future succeeds when the server (or the network) says something and stays open
   * while it is silent; cancelling it gives the question up.
   */
  Future<DnsReply> ask(DnsQuestion question, InetSocketAddress server);
}
