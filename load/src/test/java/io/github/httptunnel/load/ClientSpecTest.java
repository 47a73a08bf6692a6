package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ClientSpecTest {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.2");

  @Test
  void readsAnAddressAndANumber() {
    assertThat(ClientSpec.parse("127.0.0.2=100")).isEqualTo(new ClientSpec(ADDRESS, 100));
  }

  @Test
  void takesAnAddressAloneForOneTunnel() {
    assertThat(ClientSpec.parse("127.0.0.2")).isEqualTo(new ClientSpec(ADDRESS, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "=3", "127.0.0.2=", "127.0.0.2=0", "127.0.0.2=-1", "127.0.0.2=x", "name=3"})
  void refusesWhatIsNoClient(String text) {
    assertThatThrownBy(() -> ClientSpec.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'%s' is no client (expected: ADDRESS=TUNNELS, as in 127.0.0.2=100)".formatted(text));
  }
}
