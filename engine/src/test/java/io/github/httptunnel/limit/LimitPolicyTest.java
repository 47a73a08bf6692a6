package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitPolicyTest {

  @Test
  void hasDefaults() {
    assertThat(LimitPolicy.defaults())
        .isEqualTo(
            new LimitPolicy(
                2000,
                new PerClient(512, new Rate(200, 400), 64, new Targets(1000, false), 120),
                new PerUser(null, null, null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_000_001})
  void refusesCountsOutOfBounds(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LimitPolicy(value, PerClient.off(), PerUser.off()))
        .withMessage("limits.handshakes: " + value + " (expected: 1 to 10000000, or off)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PerClient(value, null, null, null, null))
        .withMessageStartingWith("limits.per_client.tunnels: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PerClient(null, null, value, null, null))
        .withMessageStartingWith("limits.per_client.handshakes: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PerUser(value, null, null))
        .withMessageStartingWith("limits.per_user.tunnels: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10_001})
  void refusesTargetsOutOfBounds(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Targets(value, true))
        .withMessageStartingWith("limits.per_client.targets_per_minute: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PerClient(null, null, null, null, value))
        .withMessageStartingWith("limits.per_client.failed_targets_per_minute: ");
  }

  @Test
  void refusesADayWithoutBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PerUser(null, null, 0L))
        .withMessage("limits.per_user.bytes_per_day: 0 (expected: 1 or more, or off)");
  }
}
