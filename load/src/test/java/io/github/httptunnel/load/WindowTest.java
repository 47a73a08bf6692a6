package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Window WINDOW = new Window(100, 200);

  @Test
  void holdsWhatIsNotBeforeItsBeginning() {
    assertThat(WINDOW.holds(99)).isFalse();
    assertThat(WINDOW.holds(100)).isTrue();
    assertThat(WINDOW.holds(101)).isTrue();
  }

  @Test
  void isOverAtItsEnd() {
    assertThat(WINDOW.isOver(199)).isFalse();
    assertThat(WINDOW.holds(199)).isTrue();
    assertThat(WINDOW.isOver(200)).isTrue();
    assertThat(WINDOW.holds(200)).isFalse();
    assertThat(WINDOW.isOver(201)).isTrue();
  }

  @Test
  void standsAClockThatPassesItsLargestValue() {
    Window window = new Window(Long.MAX_VALUE - 1, Long.MAX_VALUE + 2);
    assertThat(window.holds(Long.MAX_VALUE)).isTrue();
    assertThat(window.isOver(Long.MIN_VALUE + 1)).isTrue();
  }

  @Test
  void isAsLongAsWasAskedFor() {
    assertThat(Window.after(Duration.ofSeconds(3), Duration.ofMillis(2500)).seconds())
        .isEqualTo(2.5);
  }
}
