package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * Looks at both directions of a tunnel now and then for one that stands still: nothing is done for
 * it when bytes move. A receiver may take nothing for {@code idle_timeout}, and for {@value
 * #SECONDS} s at most. Confined to the event loop.
 */
final class Stalls {

  static final int SECONDS = 120;

  private final long patience;
  private final Stall upstream;
  private final Stall downstream;
  private long lookAt;

  Stalls(RelayRules rules, long now) {
    long idle = Nanos.shorter(rules.upstream().idleTimeout(), rules.downstream().idleTimeout());
    this.patience = idle == Nanos.NEVER ? idle : Math.min(idle, SECONDS * Nanos.SECOND);
    this.upstream = new Stall(patience, now);
    this.downstream = new Stall(patience, now);
    this.lookAt = now;
  }

  /** Which rule is broken now, if any: another one, or else this. */
  @Nullable CloseReason or(
      @Nullable CloseReason other, Flow up, End target, Flow down, End client, long now) {
    if (now - lookAt > TunnelRules.PAUSE_NANOS) {
      upstream.restart(now);
      downstream.restart(now);
    }
    lookAt = Nanos.after(now, patience == Nanos.NEVER ? patience : patience / 2);
    // both, as each keeps what it saw
    boolean upstreamStalls = isBroken(upstream, up, target, down, now);
    boolean downstreamStalls = isBroken(downstream, down, client, up, now);
    return other == null && (upstreamStalls || downstreamStalls) ? CloseReason.STALLED : other;
  }

  /** When to look again, at the latest. */
  long lookAt() {
    return lookAt;
  }

  private static boolean isBroken(Stall stall, Flow flow, End sink, Flow other, long now) {
    boolean waits = flow.isBlocked();
    // what the kernel holds has not been taken; to ask it costs a call, and only of who waits
    long taken = waits ? flow.ledger().bytes() - sink.undelivered() : 0;
    return stall.isBroken(waits, taken, other.ledger().bytes(), now);
  }
}
