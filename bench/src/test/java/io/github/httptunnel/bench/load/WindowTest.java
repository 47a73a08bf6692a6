package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Window WINDOW = new Window(100, 200);

  @Test
  void beginsAtItsBeginning() {
    assertThat(WINDOW.hasBegun(99)).isFalse();
    assertThat(WINDOW.hasBegun(100)).isTrue();
    assertThat(WINDOW.hasBegun(101)).isTrue();
  }

  @Test
  void isOverAtItsEnd() {
    assertThat(WINDOW.isOver(199)).isFalse();
    assertThat(WINDOW.isOver(200)).isTrue();
    assertThat(WINDOW.isOver(201)).isTrue();
  }

  @Test
  void standsAClockThatPassesItsLargestValue() {
    Window window = new Window(Long.MAX_VALUE - 1, Long.MAX_VALUE + 2);
    assertThat(window.isOver(Long.MAX_VALUE)).isFalse();
    assertThat(window.isOver(Long.MIN_VALUE + 1)).isTrue();
  }

  @Test
  void isAsLongAsWasAskedFor() {
    assertThat(Window.after(Duration.ofSeconds(3), Duration.ofMillis(2500)).seconds())
        .isEqualTo(2.5);
  }

  @Test
  void waitsUntilItIsOver() throws Exception {
    Window window = Window.after(Duration.ofMillis(1), Duration.ofMillis(1));
    window.awaitEnd(new CompletableFuture<>());
    assertThat(window.isOver(System.nanoTime())).isTrue();
  }

  @Test
  void endsTheRunWhenATunnelEnds() {
    Window window = Window.after(Duration.ofDays(1), Duration.ofDays(1));
    assertThatThrownBy(() -> window.awaitBegin(CompletableFuture.completedFuture(null)))
        .isInstanceOf(IOException.class)
        .hasMessage("a tunnel ended while it was measured");
  }
}
