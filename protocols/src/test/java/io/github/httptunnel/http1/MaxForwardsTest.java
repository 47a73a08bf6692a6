package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaxForwardsTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "007, 7", "999999999, 999999999"})
  void countsTheHopsOfOptions(String value, long hops) {
    assertThat(of("OPTIONS", "max-forwards: " + value + "\r\n"))
        .isEqualTo(new MaxForwards.Left(hops));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1, 2", "x", "1.0", "1000000000"})
  void refusesWhatIsNoNumberOfHops(String value) {
    assertThat(of("OPTIONS", "Max-Forwards: " + value + "\r\n"))
        .isEqualTo(new MaxForwards.Faulty());
  }

  @Test
  void refusesTwoNumbers() {
    assertThat(of("OPTIONS", "Max-Forwards: 1\r\nMax-Forwards: 1\r\n"))
        .isEqualTo(new MaxForwards.Faulty());
  }

  @Test
  void limitsNothingWhenNothingIsSaid() {
    assertThat(of("OPTIONS", "")).isEqualTo(new MaxForwards.Unlimited());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "options"})
  void doesNotLookAtItForOtherMethods(String method) {
    assertThat(of(method, "Max-Forwards: 0\r\n")).isEqualTo(new MaxForwards.Unlimited());
  }

  private static MaxForwards of(String method, String fields) {
    return MaxForwards.of(Heads.head(method + " http://a/ HTTP/1.1\r\n" + fields + "\r\n"));
  }
}
