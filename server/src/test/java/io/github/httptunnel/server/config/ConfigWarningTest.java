package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWarningTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "min_rate_bpm: 1",
        "max_rate_bps: 1",
        "max_lifetime: 1s",
        "max_total_payload: 1",
        "on_max_rate: close"
      })
  void saysWhatIsNotEnforced(String setting) {
    String key = setting.substring(0, setting.indexOf(':'));
    assertThat(
            ConfigText.warnings(
                ConfigText.read("client_connection:\n  relay_policy:\n    " + setting)))
        .isEqualTo(
            "test.yaml:3:"
                + (key.length() + 7)
                + ": warning: client_connection.relay_policy."
                + key
                + ": read and checked, but not enforced by this version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "min_rate_bpm: 0",
        "max_rate_bps: 0",
        "max_lifetime: off",
        "max_total_payload: off",
        "idle_timeout: 1s",
        "half_close_timeout: 1s"
      })
  void isSilentAboutTheRest(String setting) {
    assertThat(
            ConfigText.warnings(
                ConfigText.read("client_connection: { relay_policy: { " + setting + " } }")))
        .isEmpty();
  }

  @Test
  void saysItForEachPlaceThatAnAliasLeadsTo() {
    assertThat(
            ConfigText.warnings(
                ConfigText.read(
                    """
                    client_connection: { relay_policy: &p { max_lifetime: 1s } }
                    target_connection: { relay_policy: *p }
                    """)))
        .contains("client_connection.relay_policy.max_lifetime")
        .contains("target_connection.relay_policy.max_lifetime");
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
