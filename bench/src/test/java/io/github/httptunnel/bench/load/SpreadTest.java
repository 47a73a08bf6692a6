package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpreadTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 4999})
  void losesNoTunnel(int tunnels) {
    assertThat(new Spread(tunnels).clients().stream().mapToInt(ClientSpec::tunnels).sum())
        .isEqualTo(tunnels);
  }

  @Test
  void givesTheFirstClientsOneMore() {
    assertThat(new Spread(12).clients())
        .extracting(ClientSpec::tunnels)
        .containsExactly(2, 2, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void hasNoClientWithoutATunnel() {
    assertThat(new Spread(3).clients()).extracting(ClientSpec::tunnels).containsExactly(1, 1, 1);
  }

  @Test
  void dialsFromAddressesThatDiffer() {
    assertThat(new Spread(10).clients()).extracting(ClientSpec::address).doesNotHaveDuplicates();
  }

  @Test
  void readsTheSmallestNumber() {
    assertThat(Spread.parse("1")).isEqualTo(new Spread(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "many"})
  void refusesWhatIsNoNumberOfTunnels(String text) {
    assertThatThrownBy(() -> Spread.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'%s' is no number of tunnels (expected: a whole number above 0)".formatted(text));
  }
}
