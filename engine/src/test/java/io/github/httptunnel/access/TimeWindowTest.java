package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {

  // 2026-11-30 is a Monday.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mon-fri 08:00-18:00 | 2026-11-30T08:00 | true
          mon-fri 08:00-18:00 | 2026-11-30T07:59 | false
          mon-fri 08:00-18:00 | 2026-12-04T17:59 | true
          mon-fri 08:00-18:00 | 2026-12-04T18:00 | false
          mon-fri 08:00-18:00 | 2026-12-05T12:00 | false
          sat,sun 00:00-24:00 | 2026-12-05T23:59 | true
          sat,sun 00:00-24:00 | 2026-12-07T00:00 | false
          fri-mon 10:00-11:00 | 2026-12-06T10:30 | true
          fri-mon 10:00-11:00 | 2026-12-01T10:30 | false
          08:00-18:00         | 2026-12-06T12:00 | true
          fri 22:00-06:00     | 2026-12-04T22:00 | true
          fri 22:00-06:00     | 2026-12-05T05:59 | true
          fri 22:00-06:00     | 2026-12-05T06:00 | false
          fri 22:00-06:00     | 2026-12-04T05:00 | false
          """)
  void contains(String window, LocalDateTime time, boolean contained) {
    assertThat(TimeWindow.parse(window).contains(time.atZone(ZoneOffset.UTC))).isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          always              | is no time window
          mon 8:00-18:00      | is no time window
          Mon 08:00-18:00     | is no time window
          mon 08:00           | is no time window
          mom 08:00-18:00     | has a day that no week has
          mon-wed-fri 08:00-18:00 | has a day that no week has
          mon, 08:00-18:00    | has a day that no week has
          mon 08:00-24:01     | has an hour that no clock shows
          mon 08:60-18:00     | has an hour that no clock shows
          mon 08:00-08:00     | has no hours (00:00-24:00 is a whole day)
          mon 24:00-08:00     | has no hours (00:00-24:00 is a whole day)
          mon 08:00-00:00     | has no hours (00:00-24:00 is a whole day)
          """)
  void saysWhatIsWrong(String window, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeWindow.parse(window))
        .withMessage(problem);
  }
}
