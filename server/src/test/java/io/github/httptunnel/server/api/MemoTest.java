package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoTest {

  private long now;
  private int computed;

  private final Memo<Integer> memo =
      new Memo<>(() -> ++computed, () -> now, Duration.ofMillis(900));

  @Test
  void isFoundOutOnceForAllWhoAskInTime() {
    assertThat(memo.get()).isEqualTo(1);
    now = Duration.ofMillis(900).toNanos() - 1;
    assertThat(memo.get()).isEqualTo(1);
    now++;
    assertThat(memo.get()).isEqualTo(2);
  }

  @Test
  void isNotFoundOutWhileNobodyAsks() {
    now = Duration.ofDays(1).toNanos();
    assertThat(computed).isZero();
  }
}
