package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080", "0.0.0.0:65535, 0.0.0.0, 65535", "[::1]:8080, ::1, 8080",
    "[::]:0, ::, 0", "localhost:8080, 127.0.0.1, 8080", "192.0.2.7:1, 192.0.2.7, 1"
  })
  void reads(String text, String address, int port) {
    assertThat(BindAddress.parse(text))
        .isEqualTo(
            new BindAddress.Valid(new InetSocketAddress(InetAddress.ofLiteral(address), port)));
  }

  @ParameterizedTest
  @CsvSource({
    "8080, is a port without",
    "'', has no port",
    ":8080, has no address",
    "127.0.0.1, has no port",
    "[::1], has no port",
    "localhost, has no port",
    "127.0.0.1:, does not end in a port",
    "127.0.0.1:65536, does not end in a port",
    "0.0.0.0:99999, does not end in a port",
    "127.0.0.1:-1, does not end in a port",
    "127.0.0.1:080, does not end in a port",
    "127.0.0.1:http, does not end in a port",
    "256.0.0.1:80, has no valid address",
    "1.2.3.4.5:80, has no valid address",
    "::1:8080, has no valid address",
    "[::1:8080, has no valid address",
    "[::g]:80, has no valid address",
    "*:8080, has no valid address",
    "127.1:80, has no valid address",
    "proxy.example:80, begins with neither"
  })
  void refuses(String text, String problem) {
    assertThat(BindAddress.parse(text))
        .isInstanceOfSatisfying(
            BindAddress.Invalid.class,
            invalid -> assertThat(invalid.problem()).startsWith(problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "canary:1", "[canary]:1", "canary:canary"})
  void noProblemRepeatsTheText(String text) {
    assertThat(((BindAddress.Invalid) BindAddress.parse(text)).problem()).doesNotContain("canary");
  }
}
