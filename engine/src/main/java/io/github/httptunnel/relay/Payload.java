package io.github.httptunnel.relay;

import org.jspecify.annotations.Nullable;

/**
 * How many bytes a tunnel may still carry, both directions together ({@code max_total_payload}; of
 * the two policies' values the smaller one counts).
 */
final class Payload {

  private static final long UNLIMITED = Long.MAX_VALUE;

  private final boolean limited;
  private long left;

  Payload(RelayRules rules) {
    this.left =
        Math.min(
            most(rules.upstream().maxTotalPayload()), most(rules.downstream().maxTotalPayload()));
    this.limited = left != UNLIMITED;
  }

  boolean isUnlimited() {
    return !limited;
  }

  /** How many of the bytes are within the limit. */
  int within(int bytes) {
    return (int) Math.min(bytes, left);
  }

  void spend(int bytes) {
    left -= bytes;
  }

  /** Whether the next byte is one too many. */
  boolean isSpent() {
    return left == 0;
  }

  private static long most(@Nullable Long bytes) {
    return bytes == null ? UNLIMITED : bytes;
  }
}
