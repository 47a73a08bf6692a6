package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Does the client's part of a {@link TorturePlan}.
 *
 * @param plan both parts
 * @param patience how long nothing may come
 */
public record TortureClient(TorturePlan plan, Duration patience) {

  /**
   * Runs the plan over a connection that leads to {@code peer}, and closes it.
   *
   * @return what was not as it must be; nothing if all was well
   */
  public Optional<String> run(RawClient client, TorturePeer peer) {
    try (client) {
      client.send(ByteBuffer.allocate(Long.BYTES).putLong(plan.seed()).array());
      TortureSide side =
          new TortureSide(
              plan.seed(),
              plan.client(),
              end(client),
              plan.upstreamBytes(),
              new HashCheck(plan.downstreamBytes(), plan.peer().bytes()));
      TortureVerdict seen = side.run();
      client.close();
      if (seen.ending() == Ending.OPEN) {
        return Optional.of("nothing came for " + patience + ": " + plan);
      }
      return isKnown(seen)
          ? TortureVerdict.mismatch(plan, seen, peer.awaitVerdict(plan.seed()))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a torture", e);
    }
  }

  /** A reset at once can overtake the name of the plan. */
  private boolean isKnown(TortureVerdict seen) {
    return !plan.client().resets() || seen.received() > 0;
  }

  private TortureEnd end(RawClient client) {
    return new TortureEnd() {
      @Override
      public int read(byte[] into) throws IOException {
        return client.read(into, patience);
      }

      @Override
      public void write(byte[] bytes, int length) throws IOException {
        try {
          client.send(Arrays.copyOf(bytes, length));
        } catch (UncheckedIOException gone) {
          throw gone.getCause();
        }
      }

      @Override
      public void halfClose() {
        client.halfClose();
      }

      @Override
      public void reset() {
        client.reset();
      }
    };
  }
}
