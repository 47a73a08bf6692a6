package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class EndpointTest {

  @Test
  void readsAnAddressWithAPort() {
    assertThat(Endpoint.parse("127.0.0.1:8080").address())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080));
  }

  @Test
  void refusesANameAndSaysWhatIsExpected() {
    assertThatThrownBy(() -> Endpoint.parse("name.invalid:80"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'name.invalid:80' ")
        .hasMessageEndingWith("(expected: ADDRESS:PORT)");
  }
}
