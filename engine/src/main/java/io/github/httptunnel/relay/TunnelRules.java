package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import org.jspecify.annotations.Nullable;

/**
 * The rules that time may break, for one tunnel, as arithmetic: time is an argument, in nanoseconds
 * of any monotonic clock. They are judged at moments that {@link #judgeAt} names; whoever tells
 * them that a byte moved need not judge them, as that can only put off an end.
 *
 * <p>A judgement that comes late by more than {@link #PAUSE_NANOS} means that the process stood
 * still, and bytes may wait unread in the kernel: silence and slowness then get a grace of {@link
 * #GRACE_NANOS}, and the pause counts as no fault of the peers. A lifetime is over when it is over.
 */
final class TunnelRules {

  static final long PAUSE_NANOS = 100 * Nanos.MILLISECOND;
  static final long GRACE_NANOS = Nanos.SECOND;

  private final RelayRules rules;
  private final Silence silence;
  private long diesAt = Nanos.NEVER;
  private @Nullable MinimumRate upstream;
  private @Nullable MinimumRate downstream;
  private long judgeAt;
  private long graceUntil;

  TunnelRules(RelayRules rules, long now) {
    this.rules = rules;
    this.silence = new Silence(rules, now);
    this.judgeAt = now;
    this.graceUntil = now;
  }

  /** What one direction may do. */
  RelayPolicy policy(Direction direction) {
    return direction == Direction.UPSTREAM ? rules.upstream() : rules.downstream();
  }

  /** The tunnel has begun: lifetime and rates count from here. */
  void begin(long now) {
    diesAt =
        Nanos.after(
            now, Nanos.shorter(rules.upstream().maxLifetime(), rules.downstream().maxLifetime()));
    upstream = minimum(rules.upstream(), now);
    downstream = minimum(rules.downstream(), now);
    silence.byteAt(now);
    judgeAt = next(now);
  }

  /** Bytes came or went on. */
  void touched(long now) {
    silence.byteAt(now);
  }

  /** Bytes of a direction went on. */
  void passed(Direction direction, int bytes, long now) {
    silence.byteAt(now);
    MinimumRate minimum = minimum(direction);
    if (minimum != null) {
      minimum.add(bytes, now);
    }
  }

  /** A direction was held back for so long, by its maximum rate or by others. */
  void excuse(Direction direction, long nanos, long now) {
    MinimumRate minimum = minimum(direction);
    if (minimum != null) {
      minimum.excuse(nanos, now);
    }
  }

  /**
   * A direction is over: it need not be fast any more. If it was fast enough for both, the other
   * one's minimum counts anew from here, as nobody expected anything of it so far.
   */
  void finished(Direction direction, long now) {
    boolean eitherWasEnough = upstream != null && downstream != null;
    if (direction == Direction.UPSTREAM) {
      upstream = null;
      downstream = eitherWasEnough ? minimum(rules.downstream(), now) : downstream;
    } else {
      downstream = null;
      upstream = eitherWasEnough ? minimum(rules.upstream(), now) : upstream;
    }
  }

  /** The first of the two directions is over. */
  void halfClosed(long now) {
    silence.halfClosedAt(now);
  }

  /** Which rule is broken now, if any. */
  @Nullable CloseReason judge(long now) {
    long late = now - judgeAt;
    if (late > PAUSE_NANOS) {
      graceUntil = now + GRACE_NANOS;
      excuse(Direction.UPSTREAM, late, now);
      excuse(Direction.DOWNSTREAM, late, now);
    }
    if (now >= diesAt) {
      return CloseReason.LIFETIME;
    }
    if (now >= graceUntil) {
      if (now >= silence.endsAt()) {
        return silence.reason();
      }
      if (isTooSlow(now)) {
        return CloseReason.TOO_SLOW;
      }
    }
    judgeAt = next(now);
    return null;
  }

  /** When to judge again, at the latest; {@link Nanos#NEVER}: not for its own sake. */
  long judgeAt() {
    return judgeAt;
  }

  /**
   * With a minimum both ways one direction that keeps its own is enough: a download is not slow
   * because the client has nothing to say.
   */
  private boolean isTooSlow(long now) {
    boolean up = upstream != null && upstream.isBroken(now);
    boolean down = downstream != null && downstream.isBroken(now);
    return (upstream != null && downstream != null) ? (up && down) : (up || down);
  }

  private long next(long now) {
    long slowAt = slowAt(now);
    return Math.min(diesAt, Math.max(graceUntil, Math.min(silence.endsAt(), slowAt)));
  }

  private long slowAt(long now) {
    if (upstream != null && downstream != null) {
      return Math.max(upstream.brokenAt(now), downstream.brokenAt(now));
    }
    if (upstream != null) {
      return upstream.brokenAt(now);
    }
    return downstream == null ? Nanos.NEVER : downstream.brokenAt(now);
  }

  private @Nullable MinimumRate minimum(Direction direction) {
    return direction == Direction.UPSTREAM ? upstream : downstream;
  }

  private static @Nullable MinimumRate minimum(RelayPolicy policy, long now) {
    return policy.minRateBpm() == null ? null : new MinimumRate(policy.minRateBpm(), now);
  }
}
