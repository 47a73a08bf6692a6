package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.limit.Rate;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one client or user may have. */
class LimitsConfigTest {

  private static final InetAddress LISTED = InetAddress.ofLiteral("10.1.0.1");
  private static final InetAddress UNLISTED = InetAddress.ofLiteral("10.2.0.1");

  @Test
  void everyLimitCanBeSwitchedOff() {
    assertThat(
            limits(
                """
                limits:
                  handshakes: off
                  per_client:
                    tunnels: off
                    new_per_second: off
                    handshakes: off
                    targets_per_minute: off
                    failed_targets_per_minute: off
                    bandwidth: off
                  per_user: { tunnels: off, new_per_second: off, bandwidth: off, bytes_per_day: off }
                """))
        .isEqualTo(LimitPolicy.off());
  }

  @Test
  void oneLimitLeavesTheOthersAsTheyAre() {
    PerClient defaults = PerClient.defaults();
    assertThat(limits("limits: { per_client: { handshakes: 9 } }").client())
        .isEqualTo(
            new PerClient(
                defaults.tunnels(),
                defaults.newPerSecond(),
                9,
                defaults.targets(),
                defaults.failedTargetsPerMinute()));
  }

  @Test
  void aRateLetsTwiceAsManyComeAtOnce() {
    assertThat(limits("limits: { per_client: { new_per_second: 7 } }").client().newPerSecond())
        .isEqualTo(new Rate(7, 14));
    assertThat(limits("limits: { per_user: { new_per_second: 7 } }").user())
        .isEqualTo(new PerUser(null, new Rate(7, 14), null));
  }

  @Test
  void aBurstAloneGoesWithTheRateThatHoldsAnyway() {
    assertThat(limits("limits: { per_client: { burst: 7 } }").client().newPerSecond())
        .isEqualTo(new Rate(200, 7));
  }

  @Test
  void aNumberOfTargetsHoldsForClientsOfPrivateNetworksToo() {
    assertThat(LimitPolicy.defaults().client().targets()).isEqualTo(new Targets(1000, false));
    assertThat(limits("limits: { per_client: { targets_per_minute: 50 } }").client().targets())
        .isEqualTo(new Targets(50, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "per_client: { tunnels: 0 }               | limits.per_client.tunnels: '0' is out of range",
        "per_client: { handshakes: 10000001 }     | limits.per_client.handshakes: '10000001' is out",
        "per_client: { new_per_second: 1000001 }  | limits.per_client.new_per_second: '1000001' is",
        "per_client: { targets_per_minute: 10001 }| limits.per_client.targets_per_minute: '10001'",
        "per_client: { bytes_per_day: 1 }         | limits.per_client.bytes_per_day: unknown key",
        "per_user: { weight: 1001 }               | limits.per_user.weight: '1001' is out of range",
        "per_user: { bytes_per_day: 0 }           | limits.per_user.bytes_per_day: '0' is too small",
        "per_user: { burst: 3 }                   | limits.per_user.burst: has no effect without",
        "weights: [{ weight: 3 }]                 | limits.weights[0].clients: is missing, and so is",
        "weights: [{ users: [a:b] }]              | limits.weights[0].users[0]: 'a:b' is no name of"
      })
  void saysWhatIsWrong(String limits, String message) {
    assertThat(ConfigText.report(ConfigText.read("limits: { " + limits + " }"))).contains(message);
  }

  @Test
  void aUserWeighsWhatItsNameDoesAndAClientWhatItsAddressDoes() {
    BandwidthConfig.Weight address =
        BandwidthConfig.Weight.ofClients(List.of(Cidr.parse("10.1.0.0/16")), 4);
    BandwidthConfig.Weight name = new BandwidthConfig.Weight(List.of(), List.of("alice"), 5);
    BandwidthConfig bandwidth = new BandwidthConfig(1L, null, null, 3, List.of(address, name));
    assertThat(bandwidth.weightOf(LISTED, null)).isEqualTo(4);
    assertThat(bandwidth.weightOf(UNLISTED, null)).isEqualTo(1);
    assertThat(bandwidth.weightOf(LISTED, "alice")).isEqualTo(5);
    assertThat(bandwidth.weightOf(LISTED, "bob")).isEqualTo(3);
  }

  private static LimitPolicy limits(String yaml) {
    return ConfigText.load(yaml).limits();
  }
}
