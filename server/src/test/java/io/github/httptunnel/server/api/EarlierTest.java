package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EarlierTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long now = 5;
  private int reading;

  private final Earlier<Integer> earlier =
      new Earlier<>(() -> reading, () -> now, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private void pass(Duration time, int carried) {
    now += time.toNanos();
    reading += carried;
  }

  private long perSecond() {
    Earlier.Pair<Integer> pair = earlier.read();
    return pair.perSecond(pair.now().value() - pair.before().value());
  }

  @Test
  void tellsWhatHappenedSinceItWasAskedLast() {
    earlier.read();
    pass(Duration.ofSeconds(2), 600);
    assertThat(perSecond()).isEqualTo(300);
    pass(Duration.ofSeconds(1), 50);
    assertThat(perSecond()).isEqualTo(50);
  }

  @Test
  void twoWhoAskAtTheSameTimeAreToldTheSame() {
    earlier.read();
    pass(Duration.ofSeconds(1), 100);
    assertThat(perSecond()).isEqualTo(100);
    pass(Duration.ofMillis(500), 50);
    assertThat(perSecond()).isEqualTo(100);
    pass(Duration.ofMillis(500), 50);
    assertThat(perSecond()).isEqualTo(100);
  }

  @Test
  void whatIsLongAgoSaysNothingAboutNow() {
    earlier.read();
    pass(Duration.ofSeconds(11), 1_000_000);
    assertThat(perSecond()).isZero();
  }

  @Test
  void comparesWithWhatItBeganWithHoweverLongAgo() {
    Earlier<Integer> sinceTheStart =
        new Earlier<>(
                () -> reading, () -> now, Duration.ofSeconds(30), Duration.ofNanos(Long.MAX_VALUE))
            .begin();
    pass(Duration.ofDays(3), 7);
    Earlier.Pair<Integer> pair = sinceTheStart.read();
    assertThat(pair.now().value() - pair.before().value()).isEqualTo(7);
    assertThat(pair.length()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void keepsNoMoreOfAReadingThanItNeeds() {
    Earlier<List<Integer>> sizes =
        new Earlier<>(
            () -> List.of(1, 2, 3),
            () -> now,
            Duration.ofNanos(SECOND),
            Duration.ofSeconds(10),
            all -> List.of(all.size()));
    sizes.read();
    pass(Duration.ofSeconds(1), 0);
    assertThat(sizes.read().before().value()).containsExactly(3);
    assertThat(sizes.read().now().value()).containsExactly(1, 2, 3);
  }
}
