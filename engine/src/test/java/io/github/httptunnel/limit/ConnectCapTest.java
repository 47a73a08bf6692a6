package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.ConnectCap.Answer;
import io.github.httptunnel.tunnel.Host;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectCapTest {

  private static final int CEILING = 1000;
  private static final long SECOND = ConnectCap.PERIOD_NANOS;

  private final ConnectCap cap = new ConnectCap(CEILING, 0);

  @Test
  void beginsAtTheCeiling() {
    assertThat(cap.cap()).isEqualTo(CEILING);
  }

  @Test
  void givesAsManyPlacesAsItHas() {
    assertThat(take(CEILING)).isEqualTo(CEILING);
    assertThat(cap.take(host(0))).isFalse();
  }

  @Test
  void givesAPlaceAgainThatWasGivenBack() {
    take(CEILING);
    cap.give(host(0), Answer.NEITHER, 0);
    assertThat(cap.take(host(0))).isTrue();
  }

  @Test
  void leavesThreeQuartersToOtherTargets() {
    Host mute = host(-1);
    int taken = 0;
    while (cap.take(mute)) {
      taken++;
    }
    assertThat(taken).isEqualTo(CEILING / 4);
    assertThat(cap.take(host(0))).isTrue();
  }

  @Test
  void forgetsATargetThatHasNoDial() {
    for (int i = 0; i < CEILING; i++) {
      cap.take(host(0));
      cap.give(host(0), Answer.NEITHER, 0);
    }
    assertThat(cap.take(host(0))).isTrue();
    assertThat(cap.pending()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"15, 0, 1000", "16, 0, 492", "20, 20, 1000", "20, 19, 490"})
  void shrinksWhenMoreThanAFewAndMoreThanNotWaitInVain(int slow, int quick, int expected) {
    take(CEILING);
    for (int i = 0; i < quick; i++) {
      cap.give(host(i), Answer.QUICK, 0);
      cap.take(host(i));
    }
    for (int i = 0; i < slow; i++) {
      cap.give(host(i), Answer.SLOW, i == slow - 1 ? SECOND : 0);
    }
    assertThat(cap.cap()).isEqualTo(expected);
  }

  @Test
  void doesNotShrinkTwiceInASecond() {
    take(CEILING);
    slow(16, SECOND);
    int shrunk = cap.cap();
    slow(16, 2 * SECOND - 2);
    assertThat(cap.cap()).isEqualTo(shrunk);
  }

  @Test
  void neverGetsBelowTheFloor() {
    take(CEILING);
    for (int i = 1; i < 50; i++) {
      slow(16, i * SECOND);
      take(16);
    }
    assertThat(cap.cap()).isEqualTo(ConnectCap.FLOOR);
  }

  @ParameterizedTest
  @CsvSource({"1", "10", "64"})
  void hasACeilingBelowTheFloorWhereDescriptorsAreFew(int ceiling) {
    ConnectCap small = new ConnectCap(ceiling, 0);
    assertThat(small.cap()).isEqualTo(ceiling);
    assertThat(small.take(host(0))).isTrue();
  }

  @Test
  void growsByOneWithEachQuickAnswer() {
    take(CEILING);
    slow(16, SECOND);
    int shrunk = cap.cap();
    cap.give(host(0), Answer.QUICK, SECOND);
    assertThat(cap.cap()).isEqualTo(shrunk + 1);
  }

  @Test
  void neverGrowsBeyondTheCeiling() {
    take(1);
    cap.give(host(0), Answer.QUICK, 0);
    assertThat(cap.cap()).isEqualTo(CEILING);
  }

  /** A thousand requests a second, each dial unanswered for ten seconds; then all is well again. */
  @Test
  void holdsFewDialsToASlowWorldAndRecoversWithIt() {
    Deque<Host> waiting = new ArrayDeque<>();
    Deque<Long> since = new ArrayDeque<>();
    int name = 0;
    for (long millis = 0; millis < 60_000; millis++) {
      long now = millis * SECOND / 1000;
      while (!since.isEmpty() && now - since.element() >= 10 * SECOND) {
        since.remove();
        cap.give(waiting.remove(), Answer.SLOW, now);
      }
      Host next = host(name++);
      if (cap.take(next)) {
        waiting.add(next);
        since.add(now);
      }
    }
    assertThat(cap.cap()).isLessThan(CEILING / 5);
    long end = 60 * SECOND;
    waiting.forEach(host -> cap.give(host, Answer.QUICK, end));
    for (int i = 0; i < CEILING; i++) {
      assertThat(cap.take(host(i))).isTrue();
      cap.give(host(i), Answer.QUICK, end + i * SECOND / 1000);
    }
    assertThat(cap.cap()).isEqualTo(CEILING);
  }

  private int take(int count) {
    int taken = 0;
    for (int i = 0; i < count; i++) {
      taken += cap.take(host(i)) ? 1 : 0;
    }
    return taken;
  }

  private void slow(int count, long now) {
    for (int i = 0; i < count; i++) {
      cap.give(host(i), Answer.SLOW, i == count - 1 ? now : now - 1);
    }
  }

  private static Host host(int number) {
    return new Host.Name("target" + number + ".example");
  }
}
