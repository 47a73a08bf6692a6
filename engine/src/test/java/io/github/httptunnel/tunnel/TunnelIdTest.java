package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TunnelIdTest {

  @Test
  void prints32HexadecimalDigitsWithLeadingZeros() {
    assertThat(new TunnelId(0x1f, -1)).hasToString("000000000000001fffffffffffffffff");
  }

  @Test
  void takesBothHalvesFromTheRandomSource() {
    Random expected = new Random(7);
    assertThat(TunnelId.random(new Random(7)))
        .isEqualTo(new TunnelId(expected.nextLong(), expected.nextLong()));
  }

  @Test
  void differsFromOneToTheNext() {
    Random random = new Random(7);
    assertThat(Stream.generate(() -> TunnelId.random(random)).limit(1_000)).doesNotHaveDuplicates();
  }
}
