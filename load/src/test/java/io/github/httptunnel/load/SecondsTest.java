package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SecondsTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "0.001, 1", "0.5, 500", "10, 10000", "86400, 86400000"})
  void readsWholeSecondsAndFractions(String text, long millis) {
    assertThat(Seconds.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-0.1", "86400.1", "NaN", "10s"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Seconds.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is no time (expected: seconds from 0 to 86400)".formatted(text));
  }
}
