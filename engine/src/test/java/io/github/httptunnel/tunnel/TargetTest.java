package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  private static final Host HOST = new Host.Name("public.example");

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
  void refusesAPortOutsideTheRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Target(HOST, port))
        .withMessage("port: " + port + " (expected: 1 to 65535)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void acceptsAPortAtTheEndsOfTheRange(int port) {
    assertThat(new Target(HOST, port).authority()).isEqualTo("public.example:" + port);
  }
}
