package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOptionsTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 4999})
  void losesNoTunnel(int tunnels) {
    assertThat(spread(tunnels))
        .extracting(ClientSpec::tunnels)
        .satisfies(shares ->
            assertThat(shares.stream().mapToInt(share -> share).sum()).isEqualTo(tunnels));
  }

  @Test
  void givesTheFirstClientsOneMore() {
    assertThat(spread(12))
        .extracting(ClientSpec::tunnels)
        .containsExactly(2, 2, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void hasNoClientWithoutATunnel() {
    assertThat(spread(3)).extracting(ClientSpec::tunnels).containsExactly(1, 1, 1);
  }

  @Test
  void dialsFromAddressesThatDiffer() {
    assertThat(spread(10)).extracting(ClientSpec::address).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, Mac OS X", "192.0.2.1, Linux", "::1, Linux"})
  void leavesTheAddressToTheSystemWhereThereAreNotMany(String proxy, String system) {
    assertThat(new ClientOptions().clients(InetAddress.ofLiteral(proxy), 12, system))
        .containsExactly(new ClientSpec(null, 12));
  }

  @Test
  void dialsFromTheAddressesThatWereGiven() {
    ClientOptions options = new ClientOptions(List.of(HERE, ELSEWHERE));
    assertThat(options.clients(new InetSocketAddress(HERE, 1), 3))
        .containsExactly(new ClientSpec(HERE, 2), new ClientSpec(ELSEWHERE, 1));
  }

  private static List<ClientSpec> spread(int tunnels) {
    return new ClientOptions().clients(HERE, tunnels, "Linux");
  }
}
