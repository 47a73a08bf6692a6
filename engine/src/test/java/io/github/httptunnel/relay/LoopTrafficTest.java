package io.github.httptunnel.relay;

import static io.github.httptunnel.tunnel.Direction.DOWNSTREAM;
import static io.github.httptunnel.tunnel.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopTrafficTest {

  private final LoopTraffic traffic = new LoopTraffic();

  @Test
  void keepsDirectionsApart() {
    traffic.passed(UPSTREAM, 1);
    traffic.passed(UPSTREAM, 2);
    traffic.passed(DOWNSTREAM, Integer.MAX_VALUE);
    traffic.passed(DOWNSTREAM, Integer.MAX_VALUE);
    traffic.throttled(UPSTREAM, 5);
    traffic.throttled(DOWNSTREAM, 7);
    assertThat(traffic.stats())
        .isEqualTo(
            new TrafficStats(3, 2L * Integer.MAX_VALUE, Duration.ofNanos(5), Duration.ofNanos(7)));
  }

  @Test
  void addsUp() {
    TrafficStats one = new TrafficStats(1, 2, Duration.ofNanos(3), Duration.ofNanos(4));
    assertThat(one.plus(one).plus(TrafficStats.NONE))
        .isEqualTo(new TrafficStats(2, 4, Duration.ofNanos(6), Duration.ofNanos(8)));
  }
}
