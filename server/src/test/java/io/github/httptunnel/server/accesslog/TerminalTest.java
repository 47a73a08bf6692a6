package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void welcomesColour() {
    assertThat(Terminal.welcome(Map.of("TERM", "xterm-256color"))).isTrue();
  }

  @Test
  void obeysNoColor() {
    assertThat(Terminal.welcome(Map.of("NO_COLOR", "1"))).isFalse();
  }

  @Test
  void ignoresAnEmptyNoColor() {
    assertThat(Terminal.welcome(Map.of("NO_COLOR", ""))).isTrue();
  }

  @Test
  void sparesADumbTerminal() {
    assertThat(Terminal.welcome(Map.of("TERM", "dumb"))).isFalse();
  }
}
