package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The sockets of several clients on one event loop. The loop is held while bytes come, so that it
 * finds all of them at once.
 */
@EnabledOnOs(OS.LINUX)
class FairTurnsTest {

  private static final int TUNNELS = 40;
  private static final int EACH = 64 * 1024;

  /** A read of this kind of tunnel, see {@link SharedLoop}. */
  private static final int STRIDE = Strides.SMALLEST;

  private final List<RawClient> greedy = new ArrayList<>();
  private EchoPeer target;
  private SharedLoop loop;

  @BeforeEach
  void open() {
    target = EchoPeer.start();
    loop = SharedLoop.open(target.address());
    for (int i = 0; i < TUNNELS; i++) {
      greedy.add(loop.tunnelOf("greedy"));
    }
  }

  @AfterEach
  void close() {
    greedy.forEach(RawClient::close);
    loop.close();
    target.close();
  }

  @Test
  void servesALightClientBehindOneTurnOfAnotherAndNotBehindAllItsTunnels() {
    try (RawClient light = loop.tunnelOf("light")) {
      CountDownLatch release = loop.hold();
      greedy.forEach(client -> client.send(new byte[EACH]));
      light.send("hello");
      release.countDown();
      assertThat(light.readExactly(5)).isEqualTo("hello");
      assertThat(loop.bytesBeforeTheFirstOf("light")).isLessThan(Turn.ALLOWANCE + STRIDE);
    }
  }

  @Test
  void letsTwoGreedyClientsGoInTurnHoweverManyTunnelsEachHas() {
    try (RawClient other = loop.tunnelOf("other")) {
      CountDownLatch release = loop.hold();
      greedy.forEach(client -> client.send(new byte[EACH]));
      other.send(new byte[EACH]);
      release.countDown();
      assertThat(other.readExactly(EACH)).hasSize(EACH);
      assertThat(loop.bytesBeforeTheLastOf("other", EACH)).isLessThan(TUNNELS * EACH / 2);
    }
  }

  @Test
  void losesNothingOfWhatWaitedForItsTurn() {
    CountDownLatch release = loop.hold();
    greedy.forEach(client -> client.send(new byte[EACH]));
    release.countDown();
    assertThat(greedy).allSatisfy(client -> assertThat(client.readExactly(EACH)).hasSize(EACH));
  }

  @Test
  void endsTunnelsThatWaitForTheirTurn() {
    CountDownLatch release = loop.hold();
    greedy.forEach(client -> client.send(new byte[EACH]));
    greedy.forEach(RawClient::reset);
    release.countDown();
    loop.awaitEnds(TUNNELS);
  }
}
