package io.github.httptunnel.server;

import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.time.Duration;
import java.util.List;

/**
 * What the tunnels of one run lead to, and the names by which they are asked for. All names end in
 * {@code example} but those that the configuration does not allow.
 *
 * @param busy never finishes and never falls silent
 */
record CanaryTargets(
    Canaries words,
    Certificates certificates,
    DnsPeer dns,
    EchoPeer echo,
    EchoPeer tls,
    ScriptedPeer speaker,
    ScriptedPeer resetter,
    ScriptedPeer silent,
    ScriptedPeer busy,
    CanaryOrigins origins,
    ClosedPort closed,
    BlackholePort blackhole)
    implements AutoCloseable {

  static CanaryTargets start(Canaries words) {
    Certificates certificates = Certificates.create();
    CanaryTargets targets =
        new CanaryTargets(
            words,
            certificates,
            DnsPeer.start(),
            EchoPeer.start(),
            EchoPeer.startTls(
                certificates.serverContext(
                    certificates.server(
                        words.word(Canary.CERTIFICATE_OF_TARGET) + ".example",
                        words.word(Canary.SNI_OF_TARGET) + ".example"))),
            ScriptedPeer.start(
                new PeerAction.Write(words.word(Canary.PAYLOAD_DOWNSTREAM)),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd()),
            ScriptedPeer.start(
                new PeerAction.Read(1),
                new PeerAction.Write(words.word(Canary.LAST_WORDS_BEFORE_A_RESET)),
                new PeerAction.Reset()),
            ScriptedPeer.start(new PeerAction.ReadToEnd(), new PeerAction.Stall()),
            ScriptedPeer.start(new PeerAction.Trickle(".".repeat(10_000), Duration.ofMillis(200))),
            CanaryOrigins.start(words),
            ClosedPort.reserve(),
            BlackholePort.open());
    targets.teachNames();
    return targets;
  }

  private void teachNames() {
    String alias = words.word(Canary.TARGET_ALIAS) + ".example";
    dns.answer(host(), DnsAnswer.alias(alias))
        .answer(alias, DnsAnswer.addresses("127.0.0.1"))
        .answer(missing("gone"), DnsAnswer.noSuchName())
        .answer(missing("empty"), DnsAnswer.noData())
        .answer(missing("broken"), DnsAnswer.failure())
        .answer(missing("mute"), DnsAnswer.mute())
        .answer(missing("left"), DnsAnswer.mute());
  }

  /** A name that leads to this machine. */
  String host() {
    return words.word(Canary.TARGET_HOST) + ".example";
  }

  /** A name that leads nowhere: {@code gone}, {@code empty}, {@code broken}, {@code mute}. */
  String missing(String how) {
    return how + "." + words.word(Canary.MISSING_HOST) + ".example";
  }

  /** The ports that tunnels may lead to. */
  List<Integer> ports() {
    return List.of(
        443,
        echo.port(),
        tls.port(),
        speaker.port(),
        resetter.port(),
        silent.port(),
        busy.port(),
        closed.address().getPort(),
        blackhole.address().getPort());
  }

  @Override
  public void close() {
    blackhole.close();
    closed.close();
    List.of(dns, echo, tls, speaker, resetter, silent, busy, origins).forEach(CanaryTargets::close);
  }

  private static void close(AutoCloseable peer) {
    try {
      peer.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
