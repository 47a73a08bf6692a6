package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HopByHopTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "KEEP-ALIVE",
        "Proxy-Connection",
        "te",
        "Transfer-Encoding",
        "Upgrade",
        "HTTP2-Settings",
        "Proxy-Authorization",
        "Proxy-Authenticate",
        "Close",
        "Proxy-Authentication-Info"
      })
  void takesAwayWhatConcernsOneConnection(String name) {
    assertThat(strip(name + ": x", "Y: z")).containsExactly("Y: z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "Expect", "Trailer", "Range", "Via", "TEX", "Connection-X"})
  void keepsAllElse(String name) {
    assertThat(strip(name + ": x")).containsExactly(name + ": x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Mine", "x-mine", "close, X-MINE", " ,\tx-mine ,", "X-Mine,close"})
  void takesAwayWhatConnectionNames(String connection) {
    assertThat(strip("X-Mine: 1", "Connection: " + connection, "x-mine: 2", "Y: z"))
        .containsExactly("Y: z");
  }

  @Test
  void readsAllConnectionFields() {
    assertThat(strip("Connection: a", "connection: b", "A: 1", "B: 2", "C: 3"))
        .containsExactly("C: 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Content-Length", "Cache-Control", "Max-Forwards", "Via"})
  void letsNobodyTakeAwayWhoGetsAMessageAndWhereItEnds(String name) {
    assertThat(strip("Connection: " + name, name + ": x")).containsExactly(name + ": x");
  }

  @Test
  void namesWhatConnectionNames() {
    assertThat(HopByHop.named(fields("Connection: Close, Upgrade", "X: keep-alive")))
        .containsExactlyInAnyOrder("close", "upgrade");
  }

  private static List<String> strip(String... fields) {
    return HopByHop.strip(fields(fields)).stream().map(f -> f.name() + ": " + f.value()).toList();
  }

  private static List<Field> fields(String... fields) {
    return Stream.of(fields)
        .map(text -> text.split(": ", 2))
        .map(parts -> new Field(parts[0], parts[1]))
        .toList();
  }
}
