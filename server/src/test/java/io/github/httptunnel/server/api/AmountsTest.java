package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "12345678901, 12 GB",
    "9223372036854775807, 9223 PB"
  })
  void bytesHaveTwoOrThreeDigits(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min 0 s",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h 0 min",
    "PT23H59M59S, 23 h 59 min",
    "PT49H, 2 d 1 h"
  })
  void timesHaveTheirTwoLargestUnits(Duration time, String text) {
    assertThat(Amounts.time(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0.0 ms", "PT0.00025S, 0.3 ms", "PT0.0099S, 9.9 ms", "PT0.01S, 10 ms"})
  void latenciesAreInMilliseconds(Duration time, String text) {
    assertThat(Amounts.millis(time)).isEqualTo(text);
  }
}
