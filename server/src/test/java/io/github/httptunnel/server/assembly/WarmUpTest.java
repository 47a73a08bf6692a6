package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static final Duration LENGTH = Duration.ofSeconds(10);

  // close to where it turns negative
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final WarmUp warmUp = new WarmUp(LENGTH, now::get);

  @Test
  void lastsFromTheFirstConnection() {
    warmUp.connected();
    now.addAndGet(LENGTH.toNanos() - 1);
    warmUp.connected();
    assertThat(warmUp.isOver()).isFalse();
    now.incrementAndGet();
    assertThat(warmUp.isOver()).isTrue();
  }

  @Test
  void isNotOverBeforeSomebodyCame() {
    now.addAndGet(10 * LENGTH.toNanos());
    assertThat(warmUp.isOver()).isFalse();
  }

  @Test
  void isOverAtOnceIfThereIsNone() {
    WarmUp none = new WarmUp(Duration.ZERO, now::get);
    none.connected();
    assertThat(none.isOver()).isTrue();
  }
}
