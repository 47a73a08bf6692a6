package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.OpenDescriptors;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason to refuse, provoked on real sockets: what the client sees and what is reported. */
class RefusalsIT {

  private static final UnaryOperator<ServerConfig> DEFAULTS = UnaryOperator.identity();

  private static int descriptors;

  /** What the JDK opens once for TLS, randomness and DNS is not counted. */
  @BeforeAll
  static void countDescriptors(@TempDir Path folder) {
    assertClosedUnanswered(tls(folder), connect("a.example:443"), "malformed_tls");
    try (DnsPeer dns = DnsPeer.start()) {
      assertRefused(Configs.dns(dns), connect("a.example:443"), 502, "dns_no_such_name");
    }
    descriptors = OpenDescriptors.count();
  }

  @AfterEach
  void givesAllDescriptorsBack() {
    await()
        .untilAsserted(
            () -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(descriptors + 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT a.example:1 HTTP/1.1\\r\\n\\r\\n                          | 400 | malformed_syntax
          CONNECT a.example HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n               | 400 | malformed_target
          GET / HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n                    | 400 | malformed_origin_form
          TRACE http://a.example/ HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n | 405 | unsupported_method
          GET https://a.example/ HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n  | 400 | unsupported_secure_scheme
          GET ftp://a.example/ HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n    | 501 | unsupported_scheme
          PUT http://a.example/ HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n  | 501 | unsupported_transfer_coding
          PUT http://a.example/ HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\n   | 400 | malformed_framing
          PRI * HTTP/2.0\\r\\n\\r\\n                                        | 505 | unsupported_version
          """)
  void requestsThatCannotBeServed(String request, int status, String code) {
    String bytes = request.strip().replace("\\r\\n", "\r\n");
    assertRefused(DEFAULTS, bytes, status, code);
  }

  @Test
  void aRequestThatMayGoNoFurther() {
    try (RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send("OPTIONS http://a.example/ HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n");
      HttpHead answer = client.readHead();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Allow")).contains("GET").doesNotContain("TRACE");
      assertThat(answer.header("Proxy-Status")).isEqualTo("http-tunnel");
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Refusal.LastHop(), Phase.NEGOTIATE));
    }
  }

  @Test
  void aTargetThatIsTooLong() {
    assertRefused(DEFAULTS, "CONNECT " + "a".repeat(9000), 414, "malformed_target_length");
  }

  @Test
  void aHeadThatIsTooLong() {
    String field = "X: " + "y".repeat(5000) + "\r\n";
    assertRefused(
        DEFAULTS, "CONNECT a:1 HTTP/1.1\r\n" + field.repeat(4), 431, "malformed_head_length");
  }

  @Test
  void aTargetThatIsNotAllowed() {
    assertRefused(Configs.allowed("^b$"), connect("a.example:443"), 403, "forbidden_not_allowed");
  }

  @Test
  void aTargetThatIsBlocked() {
    assertRefused(Configs.blocked("a\\."), connect("a.example:443"), 403, "forbidden_blocked");
  }

  @Test
  void aPortThatIsNotAllowed() {
    assertRefused(Configs.ports(443), connect("a.example:25"), 403, "forbidden_port");
  }

  @Test
  void aPrivateAddress() {
    try (EchoPeer target = EchoPeer.start()) {
      assertRefused(
          Configs.privateTargetsDenied(),
          connect(target.authority()),
          403,
          "forbidden_private_address");
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void theProxyItself() {
    try (RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send(connect("127.0.0.1:" + server.address().getPort()));
      assertRefused(server, client, 403, "forbidden_own_address");
    }
  }

  @Test
  void oneTunnelTooMany() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.maxTunnels(1));
        RawClient first = server.tunnel(target.authority());
        RawClient second = server.connect()) {
      second.send(connect(target.authority()));
      HttpHead head = assertRefused(server, second, 503, "overloaded_tunnels");
      assertThat(head.header("Retry-After")).isNotNull();
      first.halfClose();
      assertThat(first.readToEnd().ending()).isEqualTo(Ending.FIN);
      server.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gone.example, 502, dns_no_such_name",
    "empty.example, 502, dns_no_address",
    "broken.example, 502, dns_server_failure",
    "mute.example, 504, timeout_dns"
  })
  void namesThatLeadNowhere(String name, int status, String code) {
    try (DnsPeer dns = DnsPeer.start()) {
      dns.answer("gone.example", DnsAnswer.noSuchName())
          .answer("empty.example", DnsAnswer.noData())
          .answer("broken.example", new DnsAnswer.Failure())
          .answer("mute.example", new DnsAnswer.Mute());
      UnaryOperator<ServerConfig> config =
          Configs.both(Configs.connectWithin(Duration.ofSeconds(2)), Configs.dns(dns));
      assertRefused(config, connect(name + ":443"), status, code);
    }
  }

  @Test
  void aTargetThatRefuses() {
    try (ClosedPort nobody = ClosedPort.reserve()) {
      assertRefused(DEFAULTS, connect(nobody.authority()), 502, "unreachable_refused");
    }
  }

  @Test
  void aTargetThatDoesNotAnswer() {
    try (BlackholePort mute = BlackholePort.open()) {
      assertRefused(
          Configs.connectWithin(Duration.ofMillis(300)),
          connect(mute.authority()),
          504,
          "timeout_connect");
    }
  }

  @Test
  void aRequestThatIsNotCompleteInTime() {
    assertRefused(
        Configs.initiation(Duration.ofMillis(300)),
        "CONNECT a.example:443 HTTP/1.1\r\nHost:",
        408,
        "timeout_request");
  }

  @Test
  void aHandshakeThatIsNotCompleteInTime(@TempDir Path folder) {
    UnaryOperator<ServerConfig> config =
        Configs.both(tls(folder), Configs.initiation(Duration.ofMillis(300)));
    assertClosedUnanswered(config, "\u0016\u0003\u0001\u0002\u0000", "timeout_handshake");
  }

  @Test
  void clearTextOnATlsListener(@TempDir Path folder) {
    assertClosedUnanswered(tls(folder), connect("a.example:443"), "malformed_tls");
  }

  @Test
  void arrivalsWhileItStops() throws Exception {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient live = server.tunnel(target.authority());
        RawClient late = server.connect();
        ExecutorService drain = Executors.newVirtualThreadPerTaskExecutor()) {
      late.send("CONNECT ");
      server.awaitEstablished();
      var stopped = drain.submit(() -> server.server().drain(Duration.ofSeconds(20)));
      // longer than those may take who were accepted just before
      await().pollDelay(Duration.ofMillis(1_500)).until(() -> refusesConnections(server));
      late.send(connect(target.authority()).substring("CONNECT ".length()));
      assertRefused(server, late, 503, "draining");
      live.halfClose();
      assertThat(live.readToEnd().ending()).isEqualTo(Ending.FIN);
      server.awaitEnd();
      assertThat(stopped.get()).isZero();
    }
  }

  private static boolean refusesConnections(RunningServer server) {
    try (RawClient probe = server.connect()) {
      return probe.readFor(Duration.ofMillis(10)).ending() != Ending.OPEN;
    } catch (RuntimeException | AssertionError refused) {
      return true;
    }
  }

  private static UnaryOperator<ServerConfig> tls(Path folder) {
    var identity = Certificates.create().server();
    return Configs.tls(
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null));
  }

  private static String connect(String authority) {
    return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
  }

  private static void assertRefused(
      UnaryOperator<ServerConfig> config, String request, int status, String code) {
    try (RunningServer server = RunningServer.start(config);
        RawClient client = server.connect()) {
      client.send(request);
      assertRefused(server, client, status, code);
    }
  }

  private static HttpHead assertRefused(
      RunningServer server, RawClient client, int status, String code) {
    HttpHead head = client.readHead();
    assertThat(head.status()).isEqualTo(status);
    assertThat(head.header("Proxy-Status")).startsWith("http-tunnel; error=");
    assertThat(head.header("Connection")).isEqualTo("close");
    Received body = client.readToEnd().endedBy(Ending.FIN);
    assertThat(body.text()).matches("(?s)[A-Z].*[.?]\n");
    assertCode(server, code);
    return head;
  }

  private static void assertClosedUnanswered(
      UnaryOperator<ServerConfig> config, String request, String code) {
    try (RunningServer server = RunningServer.start(config);
        RawClient client = server.connect()) {
      client.send(request);
      assertThat(client.readToEnd().ending().byPeer()).isTrue();
      assertCode(server, code);
    }
  }

  private static void assertCode(RunningServer server, String code) {
    assertThat(server.awaitEnd().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }
}
