package io.github.httptunnel.server;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;

/**
 * What all entries of a catalogue may share: a DNS server, a port that refuses, and a good target.
 */
record NamedTargets(DnsPeer dns, ClosedPort closed, EchoPeer good) implements AutoCloseable {

  static final String NO_SUCH_NAME = "gone.example";
  static final String SERVER_FAILURE = "broken.example";
  static final String SILENCE = "mute.example";

  /** Two addresses, of which only the second one answers. */
  static final String ONE_DEAD_ONE_LIVE = "half.example";

  static NamedTargets start() {
    DnsPeer dns = DnsPeer.start();
    dns.answer(NO_SUCH_NAME, DnsAnswer.noSuchName())
        .answer(SERVER_FAILURE, DnsAnswer.failure())
        .answer(SILENCE, DnsAnswer.mute())
        .answer(ONE_DEAD_ONE_LIVE, DnsAnswer.addresses("127.0.0.2", "127.0.0.1"))
        // Hosts that must be refused by their spelling would otherwise be refused by the DNS.
        .answer("*.example", DnsAnswer.addresses("127.0.0.1"));
    return new NamedTargets(dns, ClosedPort.reserve(), EchoPeer.start());
  }

  @Override
  public void close() {
    good.close();
    closed.close();
    dns.close();
  }
}
