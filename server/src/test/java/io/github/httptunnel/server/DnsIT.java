package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.SamePort;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names whose addresses do not all work, that lead nowhere, or that lead where they must not. */
class DnsIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TRIES = 40;

  @Test
  void everyTryReachesANameOfWhichOneAddressIsDead() {
    try (SamePort<BlackholePort, EchoPeer> peers =
            SamePort.open(
                BlackholePort::open,
                dead -> EchoPeer.start(at("127.0.0.2", dead.address().getPort())));
        DnsPeer dns = oneOfTwoDead();
        RunningServer server = RunningServer.start(Configs.dns(dns))) {
      EchoPeer live = peers.second();
      // other names each time: what worked for one must not help the next
      Together.run(TRIES, i -> talk(server, "n" + i + ".example:" + live.port()));
      assertThat(live.connections()).isEqualTo(TRIES);
      assertThat(Stream.generate(server::awaitEnd).limit(TRIES))
          .extracting(stats -> stats.timings().connect())
          .allMatch(connect -> connect.compareTo(Duration.ofSeconds(3)) < 0);
    }
  }

  @Test
  void aMuteNameHarmsNobodyElse() {
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns =
            DnsPeer.start()
                .answer("*.mute.example", DnsAnswer.mute())
                .answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        RunningServer server =
            RunningServer.start(Configs.both(Configs.dns(dns), Configs.connectWithin(TIMEOUT)))) {
      CompletableFuture<List<HttpHead>> mute =
          CompletableFuture.supplyAsync(
              () -> Together.run(20, i -> answer(server, "n" + i + ".mute.example:443")));
      dns.awaitQueries("n19.mute.example", 1);
      Together.run(40, i -> talk(server, "n" + i + ".example:" + target.port()));
      assertThat(mute).as("the mute names' clients still wait").isNotDone();
      assertThat(mute.join())
          .allMatch(head -> head.status() == 504)
          .allMatch(head -> proxyStatus(head).contains("error=dns_timeout"));
      assertThat(Stream.generate(server::awaitEnd).limit(60).map(TunnelStats::outcome))
          .filteredOn(refused(new TimedOut(TimedOut.Wait.DNS))::equals)
          .hasSize(20);
    }
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatDnsSaid(DnsAnswer said, int status, String error, Refusal refusal) {
    try (DnsPeer dns = DnsPeer.start().answer("odd.example", said);
        RunningServer server = RunningServer.start(Configs.dns(dns))) {
      HttpHead head = answer(server, "odd.example:443");
      assertThat(head.status()).isEqualTo(status);
      assertThat(proxyStatus(head)).contains("error=" + error);
      assertThat(server.awaitEnd().outcome()).isEqualTo(refused(refusal));
    }
  }

  static Stream<Arguments> saysWhatDnsSaid() {
    return Stream.of(
        Arguments.of(
            DnsAnswer.noSuchName(),
            502,
            "dns_error",
            unresolvable(Unresolvable.Answer.NO_SUCH_NAME)),
        Arguments.of(
            DnsAnswer.noData(), 502, "dns_error", unresolvable(Unresolvable.Answer.NO_ADDRESS)),
        Arguments.of(
            DnsAnswer.failure(),
            502,
            "dns_error",
            unresolvable(Unresolvable.Answer.SERVER_FAILURE)));
  }

  @Test
  void aNameThatLeadsToAPrivateAddressIsNotDialled() {
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = DnsPeer.start().answer("inside.example", DnsAnswer.addresses("127.0.0.1"));
        RunningServer server =
            RunningServer.start(Configs.both(Configs.dns(dns), Configs.privateTargetsDenied()))) {
      HttpHead head = answer(server, "inside.example:" + target.port());
      assertThat(head.status()).isEqualTo(403);
      assertThat(proxyStatus(head)).contains("error=destination_ip_prohibited");
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(refused(new Forbidden(Forbidden.Rule.PRIVATE_ADDRESS)));
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void ofTwoAddressesOnlyTheAllowedOneIsDialled() {
    try (SamePort<EchoPeer, EchoPeer> peers =
            SamePort.open(EchoPeer::start, first -> EchoPeer.start(at("127.0.0.2", first.port())));
        DnsPeer dns =
            DnsPeer.start().answer("two.example", DnsAnswer.addresses("127.0.0.1", "127.0.0.2"));
        RunningServer server =
            RunningServer.start(
                Configs.both(Configs.dns(dns), onlyThisPrivateTarget("127.0.0.2/32")))) {
      EchoPeer forbidden = peers.first();
      EchoPeer allowed = peers.second();
      talk(server, "two.example:" + allowed.port());
      server.awaitEnd();
      assertThat(allowed.connections()).isEqualTo(1);
      assertThat(forbidden.connections()).isZero();
    }
  }

  /** The dead address comes first for every other name. */
  private static DnsPeer oneOfTwoDead() {
    DnsPeer dns = DnsPeer.start();
    for (int i = 0; i < TRIES; i++) {
      dns.answer(
          "n" + i + ".example",
          i % 2 == 0
              ? DnsAnswer.addresses("127.0.0.1", "127.0.0.2")
              : DnsAnswer.addresses("127.0.0.2", "127.0.0.1"));
    }
    return dns;
  }

  private static String talk(RunningServer server, String authority) {
    try (RawClient client = server.tunnel(authority)) {
      client.send("ping");
      return client.readExactly(4);
    }
  }

  private static HttpHead answer(RunningServer server, String authority) {
    try (RawClient client = server.connect()) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
      return client.readHead();
    }
  }

  private static String proxyStatus(HttpHead head) {
    return String.join(", ", head.headers("Proxy-Status"));
  }

  private static UnaryOperator<ServerConfig> onlyThisPrivateTarget(String block) {
    return Configs.access(
        new AccessConfig(null, null, null, null, PrivateTargets.DENY, List.of(Cidr.parse(block))));
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Phase.CONNECT);
  }

  private static Refusal unresolvable(Unresolvable.Answer answer) {
    return new Unresolvable(answer);
  }

  private static InetSocketAddress at(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
