package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViaTest {

  private final Via via = new Via("here");

  @ParameterizedTest
  @CsvSource({"0, 1.0 here", "1, 1.1 here"})
  void saysInWhichVersionAMessageCame(int minorVersion, String value) {
    assertThat(via.field(minorVersion)).isEqualTo(new Field("Via", value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 here",
        "1.1 HERE",
        "1.0 there, 1.1 here",
        "HTTP/1.1\there",
        "1.1  here (a word)",
        " , 1.1 here,",
        "2 here"
      })
  void findsItself(String value) {
    assertThat(via.isIn(List.of(new Field("X", "y"), new Field("via", value)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "here", "1.1 heres", "1.1 there", "1.1 there (here)", "1.1 here:80"})
  void doesNotTakeAnotherForItself(String value) {
    assertThat(via.isIn(List.of(new Field("Via", value)))).isFalse();
  }

  @Test
  void looksInNoOtherField() {
    assertThat(via.isIn(List.of(new Field("X-Via", "1.1 here")))).isFalse();
  }

  @Test
  void makesUpAPseudonymThatIsAToken() {
    assertThat(Via.random(new Random(1)).pseudonym()).matches("http-tunnel-[0-9a-f]{12}");
  }

  @Test
  void makesUpAnotherPseudonymEachTime() {
    Random random = new Random(1);

    assertThat(Via.random(random)).isNotEqualTo(Via.random(random));
  }
}
