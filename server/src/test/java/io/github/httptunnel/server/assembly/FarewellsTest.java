package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarewellsTest {

  private long now = 1;

  @ParameterizedTest
  @CsvSource({"1, 1", "15, 1", "16, 2", "448, 56", "512, 64", "500000, 64"})
  void areAFewForTheClientsThereMayBe(int clients, int most) {
    Farewells farewells = new Farewells(clients, () -> now);
    List<EmbeddedChannel> channels = Stream.generate(EmbeddedChannel::new).limit(most + 1).toList();
    assertThat(channels.subList(0, most)).allMatch(farewells::begin);
    assertThat(farewells.begin(channels.get(most))).isFalse();
    assertThat(farewells.live()).isEqualTo(most);
    channels.forEach(EmbeddedChannel::close);
  }

  @Test
  void areAsManyASecondAsCanBeBorne() {
    Farewells farewells = new Farewells(1_000_000, () -> now);
    long spared =
        Stream.generate(() -> saysGoodbye(farewells)).limit(100).filter(told -> told).count();
    now += 1_000_000_000;
    long later =
        Stream.generate(() -> saysGoodbye(farewells)).limit(100).filter(told -> told).count();
    now += 10_000_000;
    long soon =
        Stream.generate(() -> saysGoodbye(farewells)).limit(100).filter(told -> told).count();
    assertThat(List.of(spared, later, soon)).containsExactly(65L, 65L, 2L);
  }

  private static boolean saysGoodbye(Farewells farewells) {
    EmbeddedChannel channel = new EmbeddedChannel();
    boolean told = farewells.begin(channel);
    channel.close();
    return told;
  }

  @Test
  void countUntilTheirConnectionIsClosed() {
    Farewells farewells = new Farewells(1, () -> now);
    EmbeddedChannel first = new EmbeddedChannel();
    EmbeddedChannel second = new EmbeddedChannel();
    assertThat(farewells.begin(first)).isTrue();
    first.close();
    assertThat(farewells.begin(second)).isTrue();
    second.close();
    assertThat(farewells.live()).isZero();
  }
}
