package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnedAwayTest {

  private final List<Long> reported = new ArrayList<>();
  private long now = 5;
  private final TurnedAway turnedAway = new TurnedAway(reported::add, () -> now);

  @Test
  void saysTheFirstOneAtOnce() {
    turnedAway.count();
    assertThat(reported).containsExactly(1L);
  }

  @Test
  void speaksNoMoreThanOnceASecond() {
    for (int i = 0; i < 1000; i++) {
      turnedAway.count();
    }
    now += TimeUnit.SECONDS.toNanos(1) - 1;
    turnedAway.count();
    assertThat(reported).hasSize(1);
    now++;
    turnedAway.count();
    assertThat(reported).containsExactly(1L, 1001L);
  }
}
