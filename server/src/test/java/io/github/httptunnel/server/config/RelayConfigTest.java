package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rules hold where, and who shares which bandwidth. */
class RelayConfigTest {

  private static final Path FOLDER = Path.of("src/test/resources/config");

  @Test
  void aListenerHasNoRulesOfItsOwnUnlessItSaysSo() {
    assertThat(ConfigText.load("listeners: [ { bind: '127.0.0.1:0' } ]").listeners().getFirst())
        .extracting(ListenerConfig::relay, ListenerConfig::bandwidth)
        .containsExactly(null, null);
  }

  @Test
  void aListenersPolicyHoldsBothWaysAndInheritsTheRest() {
    RelayRules rules =
        rules(
            """
            client_connection: { relay_policy: { idle_timeout: 10s, max_lifetime: 1h } }
            target_connection: { relay_policy: { idle_timeout: 20s } }
            listeners: [ { relay_policy: { max_lifetime: off, max_total_payload: 5MB } } ]
            """);
    assertThat(rules.upstream()).isEqualTo(policy(10, 5_000_000L));
    assertThat(rules.downstream()).isEqualTo(policy(20, 5_000_000L));
  }

  @Test
  void whatADirectionSaysComesBeforeWhatHoldsBothWays() {
    RelayRules rules =
        rules(
            """
            listeners:
              - relay_policy: { idle_timeout: 10s, max_total_payload: 5MB }
                client_connection: { relay_policy: { idle_timeout: 11s } }
                target_connection: { relay_policy: { max_total_payload: 6MB } }
            """);
    assertThat(rules.upstream()).isEqualTo(policy(11, 5_000_000L));
    assertThat(rules.downstream()).isEqualTo(policy(10, 6_000_000L));
  }

  @Test
  void noMixtureOfPlacesMayAskForMoreThanItAllows() {
    assertThat(
            errors(
                """
                client_connection: { relay_policy: { min_rate_bpm: 60000, on_max_rate: shape } }
                listeners: [ { relay_policy: { max_rate_bps: 999 } } ]
                """))
        .contains("listeners[0].relay_policy.min_rate_bpm: 60000 bytes per minute is above")
        .contains("max_rate_bps, 999 bytes per second");
  }

  @Test
  void readsEveryKeyOfAListenersRules() throws IOException {
    ListenerConfig listener = everything().listeners().getFirst();
    assertThat(listener.bandwidth()).isEqualTo(5_000_000);
    assertThat(listener.relay())
        .isEqualTo(
            new RelayRules(
                new RelayPolicy(
                    Duration.ofSeconds(33),
                    Duration.ofSeconds(63),
                    1003L,
                    10_003L,
                    Duration.ofSeconds(103),
                    103_000_000L,
                    OnMaxRate.CLOSE),
                new RelayPolicy(null, null, null, null, null, null, OnMaxRate.CLOSE)));
  }

  @Test
  void readsEveryBandwidth() throws IOException {
    assertThat(everything().bandwidth())
        .isEqualTo(
            new BandwidthConfig(
                50_000_000L,
                10_000_000L,
                20_000_000L,
                3,
                List.of(
                    BandwidthConfig.Weight.ofClients(
                        List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("2001:db8::/32")), 4),
                    new BandwidthConfig.Weight(List.of(), List.of("alice"), 5))));
  }

  @Test
  void sharesNothingOutByDefault() {
    assertThat(ServerConfig.defaults().bandwidth())
        .isEqualTo(new BandwidthConfig(null, null, null, 1, List.of()));
  }

  @Test
  void weighsAClientByTheFirstListItIsIn() {
    BandwidthConfig config =
        ConfigText.load(
                """
                limits:
                  weights:
                    - { clients: [10.1.0.0/16], weight: 4 }
                    - { clients: [10.0.0.0/8], weight: 2 }
                """)
            .bandwidth();
    assertThat(config.weightOf(InetAddress.ofLiteral("10.1.2.3"), null)).isEqualTo(4);
    assertThat(config.weightOf(InetAddress.ofLiteral("10.2.2.3"), null)).isEqualTo(2);
    assertThat(config.weightOf(InetAddress.ofLiteral("192.0.2.1"), null)).isEqualTo(1);
  }

  @Test
  void refusesABandwidthOfZeroAndAWeightOutOfBounds() {
    assertThat(errors("limits: { bandwidth: 0 }")).contains("limits.bandwidth: '0' is zero");
    for (String weight : List.of("0", "1001", "-1")) {
      assertThat(
              errors("limits: { weights: [ { clients: [10.0.0.0/8], weight: " + weight + " } ] }"))
          .contains("limits.weights[0].weight")
          .contains("from 1 to 1000");
    }
  }

  @Test
  void asksWhoseWeightItIs() {
    assertThat(errors("limits: { weights: [ { weight: 2 } ] }"))
        .contains("limits.weights[0].clients: is missing");
  }

  private static String errors(String yaml) {
    return ConfigText.report(ConfigText.read(yaml));
  }

  private static RelayRules rules(String yaml) {
    return ConfigText.load(yaml).listeners().getFirst().relay();
  }

  private static RelayPolicy policy(int idleSeconds, Long payload) {
    return new RelayPolicy(
        Duration.ofSeconds(idleSeconds),
        Duration.ofSeconds(60),
        null,
        null,
        null,
        payload,
        OnMaxRate.SHAPE);
  }

  private static ServerConfig everything() throws IOException {
    byte[] yaml = Files.readAllBytes(FOLDER.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), FOLDER)).config();
  }
}
