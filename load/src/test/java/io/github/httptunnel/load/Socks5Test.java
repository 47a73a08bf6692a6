package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Socks5Test {

  private static final Step METHOD = Socks5.to(new Endpoint("a.example", 443)).getFirst();
  private static final Step REQUEST = Socks5.to(new Endpoint("a.example", 443)).getLast();

  @Test
  void offersNoAuthentication() {
    assertThat(METHOD.question()).containsExactly(5, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 443, 05010001c000020101bb",
    "2001:db8::1, 65535, 0501000420010db8000000000000000000000001ffff",
    "a.example, 0, 0501000309612e6578616d706c650000"
  })
  void asksForAddressesAndNames(String host, int port, String hex) {
    byte[] question = Socks5.to(new Endpoint(host, port)).getLast().question();
    assertThat(HexFormat.of().formatHex(question)).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({"05, -1", "0500, 2", "050005, 2"})
  void readsTheMethod(String hex, int end) throws IOException {
    assertThat(METHOD.end(bytes(hex))).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "05000001, -1",
    "050000010000000000, -1",
    "05000001000000000000, 10",
    "0500000100000000000068, 10",
    "050000040000000000000000000000000000000000, -1",
    "05000004000000000000000000000000000000000000, 22",
    "05000003026161, -1",
    "050000030261610000, 9"
  })
  void readsTheAnswer(String hex, int end) throws IOException {
    assertThat(REQUEST.end(bytes(hex))).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "4854, 'it answered with version 72 (expected: 5, for SOCKS5)'",
    "05ff, 'it wants method 255 (expected: 0, no authentication)'"
  })
  void refusesAnotherMethod(String hex, String problem) {
    assertThatThrownBy(() -> METHOD.end(bytes(hex)))
        .isInstanceOf(IOException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "0400000100, 'it answered with version 4 (expected: 5, for SOCKS5)'",
    "0502000100, it refused with reply 2 (expected: 0)",
    "0500000200, 'it answered with address type 2 (expected: 1, 3 or 4)'"
  })
  void refusesAnotherAnswer(String hex, String problem) {
    assertThatThrownBy(() -> REQUEST.end(bytes(hex)))
        .isInstanceOf(IOException.class)
        .hasMessage(problem);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
