package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final Traffic TRAFFIC = new Traffic(2, List.of(200L, 50L));

  @Test
  void givesTheRateOfEachClient() {
    assertThat(TRAFFIC.rates()).containsExactly(100.0, 25.0);
  }

  @Test
  void givesTheRateOfAllTogether() {
    assertThat(TRAFFIC.rate()).isEqualTo(125);
  }
}
