package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.HashClient;
import io.github.httptunnel.testkit.HashPeer;
import io.github.httptunnel.testkit.HashPlan;
import io.github.httptunnel.testkit.HashVerdict;
import io.github.httptunnel.testkit.OpenDescriptors;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.SplitMix64;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every byte arrives, in order and once, in many tunnels at a time. */
@ParameterizedClass
@EnumSource(names = {"SOCKETS", "CHANNELS"})
class BytesIT {

  private final Driver driver;

  BytesIT(Driver driver) {
    this.driver = driver;
  }

  private static final int TUNNELS = 1000;
  private static final long MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Sizes where a buffer or a TLS record is just not full, full, and one more; and large ones. */
  private static final List<HashPlan> EDGES =
      List.of(
          new HashPlan(1, 0, 0),
          new HashPlan(2, 1, 0),
          new HashPlan(3, 0, 1),
          new HashPlan(4, 16_383, 16_385),
          new HashPlan(5, 16_384, 16_384),
          new HashPlan(6, 32_767, 32_769),
          new HashPlan(7, 32_768, 32_768),
          new HashPlan(8, 64 * MIB, 1),
          new HashPlan(9, 1, 64 * MIB),
          new HashPlan(10, 16 * MIB, 16 * MIB));

  /** By how much what the allocator keeps for the next tunnels may differ. */
  private static final long SPARE_DIRECT_BYTES = 8 * MIB;

  @Test
  void noneOfAThousandTunnelsLosesOrChangesAByte() {
    try (HashPeer target = HashPeer.start();
        RunningServer server = driver.start()) {
      exchangeAll(server, target);
      List<HashVerdict> upstream = target.awaitVerdicts(TUNNELS);
      assertThat(upstream).hasSize(TUNNELS).allMatch(HashVerdict::intact);
      for (int i = 0; i < TUNNELS; i++) {
        assertEndedCleanly(server.awaitEnd());
      }
    }
  }

  @Test
  void whatTunnelsHeldIsGivenBack() {
    try (HashPeer target = HashPeer.start();
        RunningServer server = driver.start()) {
      exchangeTwoHundred(server, target);
      int descriptors = OpenDescriptors.count();
      long direct = DirectMemory.allocated();
      exchangeTwoHundred(server, target);
      exchangeTwoHundred(server, target);
      await()
          .untilAsserted(
              () -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(descriptors));
      assertThat(DirectMemory.allocated()).isLessThan(direct + SPARE_DIRECT_BYTES);
    }
  }

  private static void exchangeTwoHundred(RunningServer server, HashPeer target) {
    Together.run(200, i -> exchange(new HashPlan(i, MIB / 4, MIB / 4), i, open(server, target)));
    for (int i = 0; i < 200; i++) {
      server.awaitEnd();
    }
    target.awaitOpenConnections(0);
  }

  private static void exchangeAll(RunningServer server, HashPeer target) {
    List<RawClient> clients = Together.run(TUNNELS, _ -> open(server, target));
    assertThat(server.server().live()).isEqualTo(TUNNELS);
    List<HashVerdict> downstream = Together.run(TUNNELS, i -> exchange(plan(i), i, clients.get(i)));
    assertThat(downstream).allMatch(HashVerdict::intact);
  }

  private static RawClient open(RunningServer server, HashPeer target) {
    RawClient client = RawClient.to(server.address()).within(PATIENCE).connect();
    client.openTunnel(target.authority());
    return client;
  }

  private static HashVerdict exchange(HashPlan plan, int index, RawClient client) {
    int longestWrite = plan.upstream() < 64 * 1024 ? 1000 : index % 2 == 0 ? 20_000 : 200_000;
    return new HashClient(plan, longestWrite, index % 10 < 3, PATIENCE).run(client);
  }

  /** The edges, then log-uniform sizes from 1 byte to 1 MiB. */
  private static HashPlan plan(int index) {
    if (index < EDGES.size()) {
      return EDGES.get(index);
    }
    SplitMix64 random = new SplitMix64(index);
    return new HashPlan(index, logUniform(random), logUniform(random));
  }

  private static long logUniform(SplitMix64 random) {
    double share = random.upTo(1 << 20) / (double) (1 << 20);
    return Math.round(Math.pow(MIB, share));
  }

  private static void assertEndedCleanly(TunnelStats stats) {
    assertThat(stats.outcome()).isInstanceOf(Outcome.Closed.class);
    Outcome.Closed closed = (Outcome.Closed) stats.outcome();
    assertThat(closed.reason()).isEqualTo(CloseReason.END_OF_STREAM);
    assertThat(stats.upstream().ended()).isEqualTo(StreamEnd.FINISHED);
    assertThat(stats.downstream().ended()).isEqualTo(StreamEnd.FINISHED);
  }
}
