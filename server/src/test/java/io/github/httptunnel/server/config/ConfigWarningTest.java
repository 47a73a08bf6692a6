package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWarningTest {

  @Test
  void saysWhatMaxRateMeansHereToThoseWhoComeFromTheOriginal() {
    assertThat(warnings("max_rate_bps: 10000"))
        .isEqualTo(
            "test.yaml:1:52: warning: client_connection.relay_policy.max_rate_bps: slows tunnels"
                + " down to this; the original closed them (say on_max_rate here to accept that)");
  }

  @Test
  void saysWhatMinRateMeansHereToThoseWhoComeFromTheOriginal() {
    assertThat(warnings("min_rate_bpm: 1000"))
        .isEqualTo(
            "test.yaml:1:52: warning: client_connection.relay_policy.min_rate_bpm: is per minute,"
                + " and silence is slow: a tunnel without a byte ends after 30 s (say on_max_rate"
                + " here to accept that)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_rate_bps: 10000, on_max_rate: shape",
        "max_rate_bps: 10000, on_max_rate: close",
        "min_rate_bpm: 1000, on_max_rate: shape",
        "min_rate_bpm: 0",
        "max_rate_bps: 0",
        "max_lifetime: 1s",
        "max_total_payload: 1",
        "idle_timeout: 1s",
        "half_close_timeout: 1s"
      })
  void isSilentAboutTheRest(String setting) {
    assertThat(warnings(setting)).isEmpty();
  }

  @Test
  void saysItForEachPlaceThatAnAliasLeadsTo() {
    assertThat(
            ConfigText.warnings(
                ConfigText.read(
                    """
                    client_connection: { relay_policy: &p { max_rate_bps: 1 } }
                    target_connection: { relay_policy: *p }
                    """)))
        .contains("client_connection.relay_policy.max_rate_bps")
        .contains("target_connection.relay_policy.max_rate_bps");
  }

  private static String warnings(String policy) {
    return ConfigText.warnings(
        ConfigText.read("client_connection: { relay_policy: { " + policy + " } }"));
  }

  @Test
  void namesTheKeyAndTheRemedyForALooseExpression() {
    assertThat(
            ConfigText.warnings(
                ConfigText.read(
                    "target_connection:\n  allowed_targets: '(wikipedia)\\.org:443$'\n")))
        .startsWith("test.yaml:2:20: warning: target_connection.allowed_targets: lets more")
        .contains("(^|\\.)");
  }

  @Test
  void hasNoPositionOnTheCommandLine() {
    assertThat(ConfigWarning.onCommandLine("--password", "is seen by others").text())
        .isEqualTo("command line: warning: --password: is seen by others");
  }
}
