package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 80, 127.0.0.1, 80, true",
    "127.0.0.1, 80, 127.0.0.1, 81, false",
    "127.0.0.1, 0, 127.0.0.1, 0, false",
    "127.0.0.1, 80, 127.0.0.2, 80, false",
    "0.0.0.0, 80, 127.0.0.1, 80, true",
    "::, 80, 127.0.0.1, 80, true",
    "::, 80, ::1, 80, true",
    "0.0.0.0, 80, ::1, 80, false",
    "0.0.0.0, 80, ::, 80, true",
    "::1, 80, 127.0.0.1, 80, false"
  })
  void isSeenFromBothSides(String a, int portA, String b, int portB, boolean overlap) {
    InetSocketAddress one = new InetSocketAddress(InetAddress.ofLiteral(a), portA);
    InetSocketAddress other = new InetSocketAddress(InetAddress.ofLiteral(b), portB);
    assertThat(Overlap.between(one, other)).isEqualTo(overlap);
    assertThat(Overlap.between(other, one)).isEqualTo(overlap);
  }
}
