package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What one direction has carried, and what its rules let it carry: the same for every driver.
 * Confined to the event loop; times are nanoseconds of the loop's clock.
 */
final class Ledger {

  private final Direction direction;
  private final Ticker clock;
  private final TunnelRules rules;
  private final Gate gate;
  private final Turn turn;
  private final LoopTraffic traffic;
  private final Consumer<CloseReason> broken;
  private long bytes;
  private long reads;
  private long heldNanos;
  private long heldSince = Nanos.NEVER;
  private long excusedNanos;

  /**
   * @param turn of the client, closed with this
   * @param traffic of all relays of the event loop
   * @param broken told when bytes break a rule
   */
  Ledger(
      Direction direction,
      Ticker clock,
      TunnelRules rules,
      Gate gate,
      Turn turn,
      LoopTraffic traffic,
      Consumer<CloseReason> broken) {
    this.direction = direction;
    this.clock = clock;
    this.rules = rules;
    this.gate = gate;
    this.turn = turn;
    this.traffic = traffic;
    this.broken = broken;
  }

  Direction direction() {
    return direction;
  }

  /** When this client may have something done. */
  Turn turn() {
    return turn;
  }

  long now() {
    return clock.nanoTime();
  }

  /** Bytes that went on so far. */
  long bytes() {
    return bytes;
  }

  /** Whether bytes may go on as they come, all of them and always. */
  boolean isUnlimited() {
    return gate.isAlwaysOpen();
  }

  /** One read brought bytes. */
  void arrived(long now) {
    reads++;
    rules.touched(now);
  }

  /** Lets bytes go: from none to all that are wanted. */
  int admit(int wanted, long now) {
    return gate.admit(wanted, now);
  }

  /** Bytes went on. */
  void passed(int count, long now) {
    bytes += count;
    turn.spend(count);
    traffic.passed(direction, count);
    rules.passed(direction, count, now);
    if (gate.isTooFast(count, now)) {
      broken.accept(CloseReason.TOO_FAST);
    }
  }

  /** Whether bytes that were not let go never will be. */
  boolean isSpent() {
    return gate.isPayloadSpent();
  }

  /** Tells that the payload is spent. */
  void breakPayload() {
    broken.accept(CloseReason.PAYLOAD);
  }

  /** Calls back once when bytes that were not let go may be; always the same. */
  void whenMore(int waiting, Runnable resume, long now) {
    gate.whenMore(waiting, resume, now);
  }

  /** From now on bytes wait that may not go. */
  void hold(long now) {
    if (heldSince == Nanos.NEVER) {
      heldSince = now;
    }
  }

  /** No bytes wait any more for being let go. */
  void unhold(long now) {
    if (heldSince != Nanos.NEVER) {
      traffic.throttled(direction, now - heldSince);
    }
    heldNanos = heldNanos(now);
    heldSince = Nanos.NEVER;
  }

  /** What this direction was kept from doing until now is no fault of the peers. */
  void excuse(long now) {
    long held = heldNanos(now);
    if (held > excusedNanos) {
      rules.excuse(direction, held - excusedNanos, now);
      excusedNanos = held;
    }
  }

  /** Lets nothing go any more, and calls nobody back. */
  void close() {
    gate.close();
    turn.close();
  }

  DirectionStats stats(StreamEnd ended) {
    return new DirectionStats(bytes, reads, Duration.ofNanos(heldNanos(now())), ended);
  }

  private long heldNanos(long now) {
    return heldSince == Nanos.NEVER ? heldNanos : heldNanos + now - heldSince;
  }
}
