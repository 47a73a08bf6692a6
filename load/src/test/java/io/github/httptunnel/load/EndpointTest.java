package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1, 0",
    "127.0.0.1:65535, 127.0.0.1, 65535",
    "[::1]:8080, ::1, 8080",
    "proxy.example:80, proxy.example, 80"
  })
  void readsAHostWithAPortAndWritesItAsItWas(String text, String host, int port) {
    assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "8080",
        "127.0.0.1",
        "127.0.0.1:",
        ":80",
        "a b:80",
        "::1:80",
        "[a]:80",
        "[]:80",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:x"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'%s' is no address with a port (expected: HOST:PORT, as in 127.0.0.1:8080)", text);
  }

  @Test
  void refusesANameThatIsLongerThanAnyOfDns() {
    assertThat(Endpoint.parse("x".repeat(253) + ":1").host()).hasSize(253);
    assertThatThrownBy(() -> Endpoint.parse("x".repeat(254) + ":1"))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void knowsTheAddressOfALiteral() throws UnknownHostException {
    assertThat(Endpoint.parse("[::1]:8080").address())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 8080));
  }

  @Test
  void saysWhichNameCannotBeResolved() {
    assertThatThrownBy(() -> Endpoint.parse("nowhere.invalid:80").address())
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("'nowhere.invalid' cannot be resolved; is the name right?");
  }
}
