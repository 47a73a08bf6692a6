package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.cli.PasswordInput.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordInputTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"p\u00e4ss w", "p\u00e4ss w\n", "p\u00e4ss w\r\n", "p\u00e4ss w\nsecond line"})
  void takesTheFirstLineWithoutItsEnd(String input) {
    assertThat(ask(input.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Answer.Given("p\u00e4ss w"));
  }

  @Test
  void takesNothingForAnEmptyPassword() {
    assertThat(ask(new byte[0])).isEqualTo(new Answer.Given(""));
  }

  @Test
  void refusesWhatIsNoUtf8() {
    assertThat(ask(new byte[] {'p', (byte) 0xe4, 's'}))
        .isEqualTo(new Answer.Problem("standard input is not UTF-8 text"));
  }

  @Test
  void doesNotPrintAPassword() {
    assertThat(new Answer.Given("canary")).hasToString("Given[***]");
  }

  private static Answer ask(byte[] input) {
    return PasswordInput.of(new ByteArrayInputStream(input)).ask();
  }
}
