package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.ClientNetwork;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TurnsTest {

  private final Turns<String> turns = new Turns<>();

  @Test
  void hasNothingAtFirst() {
    assertThat(turns.poll()).isNull();
  }

  @Test
  void servesNetworksInTurn() {
    turns.offer(network(1), "a1");
    turns.offer(network(1), "a2");
    turns.offer(network(1), "a3");
    turns.offer(network(2), "b1");
    turns.offer(network(3), "c1");
    turns.offer(network(3), "c2");

    assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  @Test
  void hasRoomForSomeOfEachNetwork() {
    for (int i = 0; i < Turns.MOST_OF_ONE; i++) {
      assertThat(turns.offer(network(1), "x")).isTrue();
    }

    assertThat(turns.offer(network(1), "x")).isFalse();
    assertThat(turns.offer(network(2), "x")).isTrue();
    turns.poll();
    assertThat(turns.offer(network(1), "x")).isTrue();
  }

  @Test
  void hasRoomForSomeInAll() {
    for (int i = 0; i < Turns.MOST; i++) {
      assertThat(turns.offer(network(i), "x")).isTrue();
    }

    assertThat(turns.offer(network(-1), "x")).isFalse();
    assertThat(all()).hasSize(Turns.MOST);
    assertThat(turns.offer(network(-1), "x")).isTrue();
  }

  private List<String> all() {
    return Stream.generate(turns::poll).takeWhile(Objects::nonNull).toList();
  }

  private static ClientNetwork network(int number) {
    return ClientNetwork.of(InetSocketAddress.createUnresolved("n" + number, 1));
  }
}
