package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeSyntaxTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "64KiB, 65536",
    "64kib, 65536",
    "10MB, 10000000",
    "100mb, 100000000",
    "10Mb, 10000000",
    "1GiB, 1073741824",
    "1 GB, 1000000000",
    "3B, 3",
    "' 7 ', 7",
    "1tib, 1099511627776",
    "9223372TB, 9223372000000000000"
  })
  void reads(String text, long bytes) {
    assertThat(SizeSyntax.parse(text)).isEqualTo(new Parsed.Good<>(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, is negative", "-5MB, is negative", "1.5MB, is not a whole", "10M, has a unit",
    "10XB, has a unit", "MB, is not a whole", "'', is not a whole", "10 MB s, is not a whole",
    "1_000, is not a whole", "1e3, is not a whole", "0x10, is not a whole", "yes, is not a whole",
    "9223373TB, is too large", "9223372036854775808, is too large"
  })
  void refuses(String text, String problem) {
    assertThat(SizeSyntax.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Bad.class, bad -> assertThat(bad.problem()).startsWith(problem));
  }
}
