package io.github.httptunnel.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The other end of a {@link HashPeer}: sends its stream in writes of random length while it reads
 * and checks the peer's. Both directions must end within the given time.
 *
 * @param plan the streams
 * @param longestWrite writes are from 1 to that many bytes
 * @param halfClose whether to end the outbound half after its last byte; else the connection is
 *     closed when the peer's stream has ended
 * @param deadline for the whole exchange
 */
public record HashClient(HashPlan plan, int longestWrite, boolean halfClose, Duration deadline) {

  /** An exchange with writes of up to 16 KiB, ended by half-close, within 10 s. */
  public static HashClient of(HashPlan plan) {
    return new HashClient(plan, 16 * 1024, true, Deadline.USUAL);
  }

  /** Runs the exchange over {@code client} and closes it; returns what the peer's stream gave. */
  public HashVerdict run(RawClient client) {
    try (client) {
      Thread sender = Thread.ofVirtual().name("hash-client").start(() -> sendAll(client));
      Deadline by = Deadline.in(deadline);
      HashVerdict verdict = receive(client, by);
      if (!sender.join(Duration.ofNanos(by.remainingNanos()))) {
        client.reset();
      }
      return verdict;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a hash exchange", e);
    }
  }

  private void sendAll(RawClient client) {
    try {
      send(client);
    } catch (UncheckedIOException | AssertionError ignored) {
      // What did not get through is missing in the peer's verdict.
    }
  }

  private void send(RawClient client) {
    SplitMix64 bytes = plan.upstreamBytes();
    SplitMix64 cuts = new SplitMix64(plan.seed() ^ 0x5DEECE66DL);
    client.send(plan.encoded());
    byte[] chunk = new byte[longestWrite];
    for (long left = plan.upstream(); left > 0; ) {
      int length = (int) Math.min(left, cuts.upTo(longestWrite));
      bytes.fill(chunk, length);
      client.send(Arrays.copyOf(chunk, length));
      left -= length;
    }
    if (halfClose) {
      client.halfClose();
    }
  }

  private HashVerdict receive(RawClient client, Deadline by) {
    HashCheck check = new HashCheck(plan.downstreamBytes(), plan.downstream());
    Received next;
    do {
      next = client.receive(Duration.ofNanos(by.remainingNanos()));
      check.accept(next.bytes(), next.text().length());
    } while (!next.text().isEmpty());
    return check.verdict(plan, next.ending());
  }
}
