package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationSyntaxTest {

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "1m 30s, PT1M30S",
    "1m30s, PT1M30S",
    "500ms, PT0.5S",
    "2h, PT2H",
    "1day, P1D",
    "2days, P2D",
    "1w, P7D",
    "2weeks, P14D",
    "7us, PT0.000007S",
    "7µs, PT0.000007S",
    "9ns, PT0.000000009S",
    "0s, PT0S",
    "1 min, PT1M",
    "' 5sec ', PT5S",
    "2hr 5mins, PT2H5M",
    "1M, PT730H33M36S",
    "1year, PT8766H",
    "1s 1s, PT2S",
    "007s, PT7S",
    "36525d, P36525D"
  })
  void reads(String text, Duration value) {
    assertThat(DurationSyntax.parse(text)).isEqualTo(new Parsed.Good<>(value));
  }

  @ParameterizedTest
  @CsvSource({
    "10, has no unit",
    "0, has no unit",
    "-10s, is negative",
    "-10, is negative",
    "1.5s, has a fraction",
    "'1,5s', has a fraction",
    "10x, has a unit",
    "10S, has a unit",
    "s, is not a duration",
    "10s 5, is not a duration",
    "10 s x, is not a duration",
    "+10s, is not a duration",
    "1h-5m, is not a duration",
    "'', is empty",
    "' ', is empty",
    "36526d, is longer",
    "99999999999999h, is longer",
    "9999999999999999999s, is longer",
    "99y 9999d, is longer",
    "off, is not a duration",
    "PT10S, is not a duration"
  })
  void refuses(String text, String problem) {
    assertThat(DurationSyntax.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Bad.class, bad -> assertThat(bad.problem()).startsWith(problem));
  }

  @Test
  void aTimeoutOfZeroIsRefusedAndOneNanosecondIsNot() {
    assertThat(Syntaxes.timeout().parse("0s")).isEqualTo(new Parsed.Bad<>("is zero"));
    assertThat(Syntaxes.timeout().parse("1ns")).isEqualTo(new Parsed.Good<>(Duration.ofNanos(1)));
  }
}
