package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayPolicyTest {

  @Test
  void refusesATimeoutOfZero() {
    assertThatThrownBy(
            () -> new RelayPolicy(Duration.ZERO, null, null, null, null, null, OnMaxRate.SHAPE))
        .hasMessageContaining("idle_timeout");
  }

  @Test
  void refusesANegativePayload() {
    assertThatThrownBy(() -> new RelayPolicy(null, null, null, null, null, -1L, OnMaxRate.SHAPE))
        .hasMessageContaining("max_total_payload");
  }

  @Test
  void allowsAMinimumThatEqualsTheMaximum() {
    assertThatCode(() -> rates(60_000, 1000)).doesNotThrowAnyException();
  }

  @Test
  void refusesAMinimumAboveTheMaximum() {
    assertThatThrownBy(() -> rates(60_001, 1000))
        .hasMessageContaining("min_rate_bpm")
        .hasMessageContaining("max_rate_bps");
  }

  private static RelayPolicy rates(long perMinute, long perSecond) {
    return new RelayPolicy(null, null, perMinute, perSecond, null, null, OnMaxRate.SHAPE);
  }
}
