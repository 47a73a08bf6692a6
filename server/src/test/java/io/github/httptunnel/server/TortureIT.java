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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Round after round of tunnels that differ in size, in the order of their ends, in how their bytes
 * are cut, and in who gives up in the middle. How long: {@code -Dhttp-tunnel.torture-seconds=600}.
 * A round follows from its number, so that one that failed can be played again.
 */
@ParameterizedClass
@EnumSource(names = {"SOCKETS", "CHANNELS"})
class TortureIT {

  private static final int TUNNELS = 40;
  private static final int LARGEST = 8 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("http-tunnel.torture-seconds", 3));

  private final Driver driver;

  TortureIT(Driver driver) {
    this.driver = driver;
  }

  @Test
  void noByteIsLostAndNothingIsKept() {
    try (HashPeer target = HashPeer.start();
        RunningServer server = driver.start()) {
      round(server, target, 0);
      target.awaitOpenConnections(0);
      int descriptors = OpenDescriptors.count();
      long end = System.nanoTime() + LENGTH.toNanos();
      for (int round = 1; System.nanoTime() < end; round++) {
        round(server, target, round);
        target.awaitOpenConnections(0);
        await()
            .untilAsserted(
                () -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(descriptors));
        assertThat(target.verdicts()).as("round %d", round).allMatch(HashVerdict::intact);
      }
    }
  }

  private static void round(RunningServer server, HashPeer target, int round) {
    List<Boolean> good = Together.run(TUNNELS, i -> play(server, target, round * TUNNELS + i));
    assertThat(good).as("round %d", round).hasSize(TUNNELS).containsOnly(true);
    for (int i = 0; i < TUNNELS; i++) {
      server.awaitEnd();
    }
  }

  /** Whether all bytes of a tunnel came as they were, or it was given up. */
  private static boolean play(RunningServer server, HashPeer target, int number) {
    SplitMix64 random = new SplitMix64(number);
    HashPlan plan = new HashPlan(number, size(random), size(random));
    boolean halfCloses = random.upTo(3) == 0;
    int longestWrite = 1 + random.upTo(300_000);
    RawClient client = RawClient.to(server.address()).within(PATIENCE).connect();
    client.openTunnel(target.authority());
    if (random.upTo(8) == 0) {
      client.reset();
      return true;
    }
    HashVerdict verdict = new HashClient(plan, longestWrite, halfCloses, PATIENCE).run(client);
    return verdict.intact();
  }

  /** Log-uniform. */
  private static long size(SplitMix64 random) {
    double share = random.upTo(1 << 20) / (double) (1 << 20);
    return Math.round(Math.pow(LARGEST, share));
  }
}
