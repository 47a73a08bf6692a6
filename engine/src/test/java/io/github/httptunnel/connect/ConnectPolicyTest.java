package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void clipsTheLookUpToTheWhole() {
    assertThat(new ConnectPolicy(SECOND, SECOND.plusNanos(1), SECOND).dnsTimeout())
        .isEqualTo(SECOND);
    assertThat(new ConnectPolicy(SECOND, SECOND.minusNanos(1), SECOND).dnsTimeout())
        .isEqualTo(SECOND.minusNanos(1));
  }

  @Test
  void refusesTimesOfZero() {
    assertThatThrownBy(() -> new ConnectPolicy(Duration.ZERO, SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectPolicy(SECOND, Duration.ZERO, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectPolicy(SECOND, SECOND, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesAFewSecondsForDnsByDefault() {
    assertThat(ConnectPolicy.within(Duration.ofSeconds(10)))
        .isEqualTo(
            new ConnectPolicy(
                Duration.ofSeconds(10), Duration.ofSeconds(4), Duration.ofMillis(250)));
  }
}
