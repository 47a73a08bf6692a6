package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrailersTest {

  private final Trailers trailers = new Trailers();

  @Test
  void isCompleteWithAnEmptyLine() {
    assertThat(read("\r\n")).isNull();
    assertThat(trailers.isComplete()).isTrue();
    assertThat(trailers.isEmpty()).isTrue();
    assertThat(trailers.text()).isEqualTo("\r\n");
  }

  @Test
  void keepsFieldsInTheirOrder() {
    assertThat(read("B: 1\r\na:2\r\nB:\t3 \r\n\r\n")).isNull();
    assertThat(trailers.text()).isEqualTo("B: 1\r\na: 2\r\nB: 3\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length", "transfer-encoding", "HOST", "Authorization", "Set-Cookie", "Connection",
        "Content-Type", "Cache-Control", "Via", "Trailer", "Upgrade", "Proxy-Authorization"
      })
  void leavesOutWhatHasNoPlaceThere(String name) {
    assertThat(read(name + ": x\r\nX: y\r\n\r\n")).isNull();
    assertThat(trailers.text()).isEqualTo("X: y\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: a\n", "X: a\rb\r\n", "X: \0\r\n"})
  void refusesALineThatDoesNotEndInCrLf(String line) {
    assertThat(read(line)).isEqualTo("its trailers have a line that does not end in CRLF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no colon\r\n", " folded: x\r\n", "a b: c\r\n", "X : y\r\n", ": x\r\n"})
  void refusesALineThatIsNoField(String line) {
    assertThat(read(line)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {Trailers.MAX_BYTES - 1, Trailers.MAX_BYTES})
  void takesBytesUpToTheLimit(int length) {
    assertThat(read("X: 1\r\n")).isNull();
    assertThat(read("Y: " + "z".repeat(length - "X: 1\r\nY: ".length()) + "\r")).isNull();
  }

  @Test
  void refusesBytesAboveTheLimitBeforeTheyEnd() {
    assertThat(read("X: 1\r\n")).isNull();
    assertThat(read("Y: " + "z".repeat(Trailers.MAX_BYTES - "X: 1\r\nY: ".length() + 1)))
        .isEqualTo("its trailers are longer than 8192 bytes");
  }

  @Test
  void takesNothingOfALineThatHasNotEnded() {
    ByteBuf bytes = Wire.bytes("X: 1\r");

    assertThat(trailers.read(bytes)).isNull();
    assertThat(bytes.readerIndex()).isZero();
  }

  /** Reads line after line; the first problem, or null. */
  private String read(String text) {
    ByteBuf bytes = Wire.bytes(text);
    String problem = null;
    for (int before = -1; problem == null && bytes.readerIndex() > before; ) {
      before = bytes.readerIndex();
      problem = trailers.isComplete() ? null : trailers.read(bytes);
    }
    return problem;
  }
}
