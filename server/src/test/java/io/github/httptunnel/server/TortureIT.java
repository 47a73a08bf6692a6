package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.OpenDescriptors;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.TortureClient;
import io.github.httptunnel.testkit.TorturePeer;
import io.github.httptunnel.testkit.TorturePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tunnels whose ends do anything: send much or nothing in pieces of any size, read late, finish in
 * any order, reset at any moment. What both ends saw is compared with what a tunnel may do.
 *
 * <p>{@code -Dhttp-tunnel.torture-seconds=600} makes it longer, {@code
 * -Dhttp-tunnel.torture-seed=N} begins with another plan.
 */
@ParameterizedClass
@EnumSource
class TortureIT {

  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("http-tunnel.torture-seconds", 3));
  private static final int AT_ONCE = 48;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** By how much what the allocator keeps for the next tunnels may differ. */
  private static final long SPARE_DIRECT_BYTES = 16 << 20;

  private final Driver driver;
  private long seed = Integer.getInteger("http-tunnel.torture-seed", 1);

  TortureIT(Driver driver) {
    this.driver = driver;
  }

  @Test
  void noTunnelLosesChangesOrFeignsAnything() {
    try (TorturePeer peer = TorturePeer.start();
        RunningServer server = driver.start()) {
      torment(server, peer);
      int descriptors = OpenDescriptors.count();
      long direct = DirectMemory.allocated();
      for (long end = System.nanoTime() + LENGTH.toNanos(); System.nanoTime() < end; ) {
        torment(server, peer);
      }
      await()
          .untilAsserted(
              () -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(descriptors));
      assertThat(DirectMemory.allocated()).isLessThan(direct + SPARE_DIRECT_BYTES);
    }
  }

  private void torment(RunningServer server, TorturePeer peer) {
    long first = seed;
    List<Optional<String>> found =
        Together.run(AT_ONCE, i -> run(TorturePlan.of(first + i), server, peer));
    assertThat(found.stream().flatMap(Optional::stream)).isEmpty();
    for (int i = 0; i < AT_ONCE; i++) {
      server.awaitEnd();
    }
    peer.awaitOpenConnections(0);
    assertThat(server.server().live()).isZero();
    seed += AT_ONCE;
  }

  private static Optional<String> run(TorturePlan plan, RunningServer server, TorturePeer peer) {
    RawClient client = RawClient.to(server.address()).within(PATIENCE).connect();
    client.openTunnel(peer.authority());
    return new TortureClient(plan, PATIENCE).run(client, peer);
  }
}
