package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusLineTest {

  @Test
  void readsVersionStatusAndReason() {
    assertThat(StatusLine.parse("HTTP/1.0 404 Not  Found "))
        .isEqualTo(new StatusLine(0, 404, "Not  Found "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200", "HTTP/1.1 200 "})
  void readsAnEmptyReason(String line) {
    assertThat(StatusLine.parse(line)).isEqualTo(new StatusLine(1, 200, ""));
  }

  @Test
  void readsAReasonInAnyBytesAboveAscii() {
    assertThat(StatusLine.parse("HTTP/1.1 200 \u00c3\u0085 \u00ff\t"))
        .isEqualTo(new StatusLine(1, 200, "\u00c3\u0085 \u00ff\t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 100", "HTTP/1.1 999"})
  void readsEveryStatusOfThreeDigits(String line) {
    assertThat(StatusLine.parse(line)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1",
        "HTTP/1.1 ",
        "HTTP/1.1 20",
        "HTTP/1.1 2000",
        "HTTP/1.1 099",
        "HTTP/1.1 2x0",
        "HTTP/1.1  200",
        "HTTP/1.1\t200 OK",
        "HTTP/1.1 200OK",
        "HTTP/1.1 200\tOK",
        " HTTP/1.1 200",
        "HTTP/2.0 200",
        "HTTP/1 200",
        "HTTP/1.10 200",
        "http/1.1 200",
        "ICY 200 OK",
        "200 OK",
        "HTTP/1.1 -20",
        "HTTP/1.1 +20"
      })
  void refusesWhatIsNone(String line) {
    assertThat(StatusLine.parse(line)).isNull();
  }
}
