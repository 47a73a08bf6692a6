package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.ClientNetwork;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GuessesTest {

  private static final ClientNetwork ONE = network("192.0.2.1");
  private static final ClientNetwork OTHER = network("192.0.2.2");

  private final Guesses guesses = new Guesses();

  @Test
  void allowsSomeAtOnceAndNoMore() {
    assertThat(take(ONE, 30, 0)).isEqualTo(20);
  }

  @Test
  void allowsAnotherEveryFiveSeconds() {
    take(ONE, 20, 0);

    assertThat(take(ONE, 5, Guesses.REFILL_NANOS - 1)).isZero();
    assertThat(take(ONE, 5, Guesses.REFILL_NANOS)).isEqualTo(1);
  }

  @Test
  void forgetsAfterAWhile() {
    take(ONE, 20, 0);

    assertThat(take(ONE, 30, 20 * Guesses.REFILL_NANOS)).isEqualTo(20);
  }

  @Test
  void countsEachNetworkForItself() {
    take(ONE, 20, 0);

    assertThat(take(OTHER, 30, 0)).isEqualTo(20);
  }

  @Test
  void makesNobodyPayForMoreThanItAllows() {
    for (int i = 0; i < 100; i++) {
      guesses.count(ONE, 0);
    }

    assertThat(take(ONE, 5, Guesses.REFILL_NANOS - 1)).isZero();
    assertThat(take(ONE, 5, Guesses.REFILL_NANOS)).isEqualTo(1);
  }

  @Test
  void takesTheAddressesOfAnIpv6NetworkForOne() {
    take(network("2001:db8::1"), 20, 0);

    assertThat(take(network("2001:db8::2"), 1, 0)).isZero();
    assertThat(take(network("2001:db8:0:1::1"), 1, 0)).isEqualTo(1);
  }

  @Test
  void countsWithAClockOfAnySign() {
    take(ONE, 20, Long.MAX_VALUE - 5);

    assertThat(take(ONE, 1, Long.MAX_VALUE)).isZero();
    assertThat(take(ONE, 1, Long.MIN_VALUE + Guesses.REFILL_NANOS)).isEqualTo(1);
  }

  private long take(ClientNetwork network, int times, long now) {
    return IntStream.range(0, times).filter(_ -> take(network, now)).count();
  }

  private boolean take(ClientNetwork network, long now) {
    if (guesses.areSpent(network, now)) {
      return false;
    }
    guesses.count(network, now);
    return true;
  }

  private static ClientNetwork network(String address) {
    return ClientNetwork.of(new InetSocketAddress(address, 1));
  }
}
