package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a careless log line would print. */
class PrivacyTest {

  private static final ClientInfo CLIENT =
      new ClientInfo(new InetSocketAddress("192.0.2.77", 40_123), "main", "http", false, 0);
  private static final Target TARGET = new Target(new Host.Name("canary.example"), 8_443);
  private static final TraceContext TRACE =
      new TraceContext("ab".repeat(16), "ab".repeat(8), 1, "canary=1");

  @Test
  void aNameDoesNotPrintItself() {
    assertThat(new Host.Name("canary.example")).hasToString("Name[hidden]");
  }

  @Test
  void anAddressDoesNotPrintItself() {
    assertThat(new Host.Address(InetAddress.ofLiteral("192.0.2.77")))
        .hasToString("Address[hidden]");
  }

  @Test
  void aTargetDoesNotPrintItself() {
    assertThat(TARGET).hasToString("Target[hidden]");
  }

  @Test
  void aClientPrintsOnlyItsListenerAndProtocol() {
    assertThat(CLIENT).hasToString("ClientInfo[listener=main, protocol=http]");
  }

  @Test
  void aSecretDoesNotPrintItself() {
    assertThat(new Secret("canary")).hasToString("***");
  }

  @Test
  void aParsedTargetDoesNotPrintItself() {
    assertThat(TargetSyntax.parse("canary.example:8443").toString())
        .doesNotContain("canary", "8443");
  }

  @Test
  void anEventPrintsNeitherClientNorTarget() {
    TunnelId id = new TunnelId(1, 2);
    Timings timings = new Timings(Instant.EPOCH, null, null, null, Duration.ZERO);
    Outcome outcome = new Outcome.Abandoned(Phase.CONNECT);
    TunnelStats stats =
        new TunnelStats(
            id,
            CLIENT,
            TARGET,
            InetAddress.ofLiteral("198.51.100.9"),
            TunnelRequest.Kind.TUNNEL,
            "canary",
            new RuleRef("rules[0]"),
            true,
            outcome,
            null,
            null,
            timings,
            TRACE);
    assertThat(new TunnelEvent.Closed(stats).toString())
        .doesNotContain("canary", "8443", "192.0.2.77", "40123", "198.51.100.9", "abab");
    TunnelRequest request =
        new TunnelRequest(TARGET, CLIENT, TunnelRequest.Kind.TUNNEL, "canary", TRACE);
    assertThat(new TunnelEvent.Established(id, request).toString())
        .doesNotContain("canary", "8443", "192.0.2.77", "40123", "abab");
  }
}
