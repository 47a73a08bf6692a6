package io.github.httptunnel.testkit;

import java.nio.ByteBuffer;

/**
 * What a {@link HashClient} and a {@link HashPeer} exchange. It travels in front of the client's
 * stream as three big-endian longs. Both directions run at once.
 *
 * @param seed of the client's stream; the peer's stream has its complement
 * @param upstream bytes the client sends after this plan, 0 or more
 * @param downstream bytes the peer sends, 0 or more
 */
public record HashPlan(long seed, long upstream, long downstream) {

  static final int BYTES = 3 * Long.BYTES;

  /** Checks the lengths. */
  public HashPlan {
    if (upstream < 0 || downstream < 0) {
      throw new IllegalArgumentException(
          "lengths: %d up, %d down (expected: 0 or more)".formatted(upstream, downstream));
    }
  }

  SplitMix64 upstreamBytes() {
    return new SplitMix64(seed);
  }

  SplitMix64 downstreamBytes() {
    return new SplitMix64(~seed);
  }

  byte[] encoded() {
    return ByteBuffer.allocate(BYTES).putLong(seed).putLong(upstream).putLong(downstream).array();
  }

  static HashPlan decoded(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    return new HashPlan(from.getLong(), from.getLong(), from.getLong());
  }
}
