package io.github.httptunnel.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The other end of a {@link TortureClient}: does its part of the plan that the client names. */
public final class TorturePeer extends Peer {

  private final Map<Long, TortureVerdict> verdicts;

  private TorturePeer(PeerServer server, Map<Long, TortureVerdict> verdicts) {
    super(server);
    this.verdicts = verdicts;
  }

  /** Starts one on a free port. */
  public static TorturePeer start() {
    Map<Long, TortureVerdict> verdicts = new HashMap<>();
    return new TorturePeer(PeerServer.start(connection -> serve(connection, verdicts)), verdicts);
  }

  /** Waits for what it has seen of the plan with that seed, and forgets it. */
  TortureVerdict awaitVerdict(long seed) {
    stats().await("the verdict of seed " + seed, () -> verdicts.containsKey(seed));
    return stats().monitor().view(() -> verdicts.remove(seed));
  }

  private static void serve(PeerConnection connection, Map<Long, TortureVerdict> verdicts)
      throws IOException {
    byte[] named = connection.input().readNBytes(Long.BYTES);
    if (named.length < Long.BYTES) {
      return;
    }
    TorturePlan plan = TorturePlan.of(ByteBuffer.wrap(named).getLong());
    TortureSide side =
        new TortureSide(
            ~plan.seed(),
            plan.peer(),
            connection,
            plan.downstreamBytes(),
            new HashCheck(plan.upstreamBytes(), plan.client().bytes()));
    try {
      TortureVerdict verdict = side.run();
      connection.stats().monitor().update(() -> verdicts.put(plan.seed(), verdict));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
