package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;

/**
 * The rule that ends a tunnel in which nothing moves, as arithmetic: time is an argument, in
 * nanoseconds of any monotonic clock.
 *
 * <p>The limit is measured from the last byte in either direction. Once one side has finished
 * sending, the shorter of {@code idle_timeout} and {@code half_close_timeout} counts.
 */
final class Silence {

  private final long idleNanos;
  private final long halfClosedNanos;
  private long lastByte;
  private boolean halfClosed;

  Silence(RelayRules rules, long now) {
    RelayPolicy up = rules.upstream();
    RelayPolicy down = rules.downstream();
    this.idleNanos = Nanos.shorter(up.idleTimeout(), down.idleTimeout());
    this.halfClosedNanos =
        Math.min(idleNanos, Nanos.shorter(up.halfCloseTimeout(), down.halfCloseTimeout()));
    this.lastByte = now;
  }

  /** Bytes moved. */
  void byteAt(long now) {
    lastByte = now;
  }

  /** One side finished sending; the shorter limit counts from here. */
  void halfClosedAt(long now) {
    halfClosed = true;
    lastByte = now;
  }

  /** When it will have been silent for too long; {@link Nanos#NEVER} without a limit. */
  long endsAt() {
    return Nanos.after(lastByte, halfClosed ? halfClosedNanos : idleNanos);
  }

  /** What to call that end: half-closing counts if it ends the tunnel earlier than idling would. */
  CloseReason reason() {
    return halfClosed && halfClosedNanos < idleNanos
        ? CloseReason.HALF_CLOSE_TIMEOUT
        : CloseReason.IDLE_TIMEOUT;
  }
}
