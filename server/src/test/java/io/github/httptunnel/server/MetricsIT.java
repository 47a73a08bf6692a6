package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.transport.Transport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the metrics say about real traffic. */
class MetricsIT {

  private static final int BYTES = 100_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void bytesAreCountedWhileTheTunnelIsOpen(Transport.Kind transport) {
    try (EchoPeer target = EchoPeer.start();
        MeteredServer metered = MeteredServer.start(config -> config, transport)) {
      try (RawClient client = metered.server().tunnel(target.authority())) {
        client.send("x".repeat(BYTES));
        client.readExactly(BYTES);
        assertThat(metered.figure(bytes("upstream"))).isEqualTo(BYTES);
        await().until(() -> metered.figure(bytes("downstream")) == BYTES);
        assertThat(metered.figure("http_tunnel_tunnels_active{listener=\"main\"}")).isEqualTo(1);
        assertThat(metered.figure("http_tunnel_connections_active{listener=\"main\"}"))
            .isEqualTo(1);
      }
      metered.server().awaitEnd();
      assertThat(metered.figure("http_tunnel_tunnels_active{listener=\"main\"}")).isZero();
      assertThat(metered.figure(bytes("upstream"))).isEqualTo(BYTES);
      await().until(() -> metered.figure("http_tunnel_connections_active{listener=\"main\"}") == 0);
    }
  }

  @Test
  void timeInWhichBytesWereHeldBackIsCounted() {
    RelayPolicy slow = new RelayPolicy(null, null, null, 100_000L, null, null, OnMaxRate.SHAPE);
    try (EchoPeer target = EchoPeer.start();
        MeteredServer metered =
            MeteredServer.start(config -> config.toBuilder().downstream(slow).build());
        RawClient client = metered.server().tunnel(target.authority())) {
      client.send("x".repeat(BYTES / 2));
      client.readExactly(BYTES / 2);
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      metered.server().awaitEnd();
      assertThat(
              metered.figure("http_tunnel_relay_throttled_seconds_total{direction=\"downstream\"}"))
          .isGreaterThan(0.1);
      assertThat(
              metered.figure("http_tunnel_relay_throttled_seconds_total{direction=\"upstream\"}"))
          .isZero();
    }
  }

  @Test
  void handshakesAreMeasuredOnceEach() {
    Certificates certificates = Certificates.create();
    Identity identity = certificates.server();
    try (EchoPeer target = EchoPeer.start();
        MeteredServer metered = MeteredServer.start(Configs.tls(pem(identity)));
        RawClient outer = metered.server().connect();
        RawClient client = outer.startTls(certificates.clientContext(), "localhost")) {
      client.openTunnel(target.authority());
      assertThat(metered.figure("http_tunnel_handshake_seconds_count")).isEqualTo(1);
      assertThat(metered.figure("http_tunnel_setup_seconds_count")).isEqualTo(1);
      client.halfClose();
      client.readToEnd();
      metered.server().awaitEnd();
      assertThat(metered.page())
          .contains(
              "http_tunnel_tunnels_total{listener=\"main\",outcome=\"closed\",protocol=\"https\"} 1.0");
    }
  }

  @Test
  void namesAreCountedByWhereTheirAnswersCameFrom() {
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        MeteredServer metered = MeteredServer.start(Configs.dns(dns))) {
      for (int i = 0; i < 20; i++) {
        talk(metered, "a.example:" + target.port());
      }
      double hits = metered.figure("http_tunnel_dns_cache_requests_total{result=\"hit\"}");
      double misses = metered.figure("http_tunnel_dns_cache_requests_total{result=\"miss\"}");
      assertThat(hits + misses).isEqualTo(20);
      // one for each event loop at most
      assertThat(misses).isBetween(1.0, 2.0);
      assertThat(metered.figure("http_tunnel_dns_seconds_count")).isEqualTo(20);
      assertThat(metered.figure("http_tunnel_dns_cache_pending")).isZero();
    }
  }

  @Test
  void eventLoopsAreAskedHowLongTheyTake() {
    try (MeteredServer metered = MeteredServer.start()) {
      await().until(() -> metered.figure("http_tunnel_event_loop_lag_seconds_count") >= 2);
    }
  }

  @Test
  void nothingOfAUserIsOnThePage() {
    Canaries words = Canaries.fresh();
    String host = words.word(Canary.TARGET_HOST) + ".example";
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns =
            DnsPeer.start()
                .answer(host, DnsAnswer.addresses("127.0.0.1"))
                .answer(words.word(Canary.MISSING_HOST) + ".example", DnsAnswer.noSuchName());
        MeteredServer metered = MeteredServer.start(Configs.dns(dns))) {
      CanaryRequests requests = new CanaryRequests(words);
      for (String request :
          new String[] {
            requests.connect(host + ":" + target.port()),
            requests.connect(words.word(Canary.MISSING_HOST) + ".example:443"),
            requests.post(host + ":1"),
            requests.garbage()
          }) {
        try (RawClient client = RawClient.connect(metered.server().address())) {
          client.send(request);
          client.halfClose();
          client.readToEnd();
        }
        metered.server().awaitEnd();
      }
      Set<Canary> all = EnumSet.allOf(Canary.class);
      assertThat(words.in(Map.of("/metrics", metered.page()), all)).isEmpty();
      assertThat(metered.page()).doesNotContain("127.0.0.1", ".example");
    }
  }

  @Test
  void promtoolFindsNoFaultWithThePage() {
    try (EchoPeer target = EchoPeer.start();
        MeteredServer metered = MeteredServer.start()) {
      talk(metered, target.authority());
      assertThat(
              Command.of("promtool", "check", "metrics")
                  .fromPackage("prometheus")
                  .input(ours(metered.page()))
                  .run()
                  .successful()
                  .stderr())
          .isEmpty();
    }
  }

  @Test
  void promtoolFindsNoFaultWithTheAlerts() {
    assertThat(
            Command.of("promtool", "check", "rules", "../dist/prometheus/http-tunnel.rules.yaml")
                .fromPackage("prometheus")
                .run()
                .successful()
                .stdout())
        .contains("SUCCESS: ");
  }

  /** The JVM's metrics have names that are not ours to mend. */
  private static String ours(String page) {
    StringBuilder ours = new StringBuilder();
    page.lines()
        .filter(line -> line.contains("http_tunnel_"))
        .forEach(line -> ours.append(line).append('\n'));
    return ours.toString();
  }

  private static void talk(MeteredServer metered, String authority) {
    try (RawClient client = metered.server().tunnel(authority)) {
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
    }
    metered.server().awaitEnd();
  }

  private KeyMaterial pem(Identity identity) {
    return new KeyMaterial.Pem(
        identity.writeCertificate(folder, "certificate.pem"),
        identity.writeKey(folder, "key.pem"),
        null);
  }

  private static String bytes(String direction) {
    return "http_tunnel_relay_bytes_total{direction=\"" + direction + "\"}";
  }
}
