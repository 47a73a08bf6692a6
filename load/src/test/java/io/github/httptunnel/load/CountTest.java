package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CountTest {

  @Test
  void readsTheSmallestAndTheLargest() {
    assertThat(Count.parse("1").value()).isEqualTo(1);
    assertThat(Count.parse("2147483647").value()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "many", "2147483648"})
  void refusesWhatIsNoWholeNumberAboveZero(String text) {
    assertThatThrownBy(() -> Count.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' (expected: a whole number above 0)".formatted(text));
  }
}
