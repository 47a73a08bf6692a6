package io.github.httptunnel.server.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogTest {

  @Test
  void wantsASignTwiceInItsTime() {
    assertThat(Watchdog.read(Map.of("WATCHDOG_USEC", "30000000"), 7).every())
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void wantsNoneUnlessItSaysSo() {
    assertThat(Watchdog.read(Map.of(), 7).every()).isNull();
  }

  @Test
  void wantsItOfTheProcessItNames() {
    assertThat(Watchdog.read(Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "7"), 7).every())
        .isEqualTo(Duration.ofNanos(500_000));
    assertThat(Watchdog.read(Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "8"), 7).every())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "soon", "9223372036854775807"})
  void wantsNoneWhenItsTimeIsNone(String micros) {
    assertThat(Watchdog.read(Map.of("WATCHDOG_USEC", micros), 7).every()).isNull();
  }
}
