package io.github.httptunnel.limit;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one client has, and what it has done lately. Changed by its {@link Shard} only, which is the
 * guard.
 */
final class ClientAccount implements Account {

  private final Executor guard;
  private final DistinctTargets targets = new DistinctTargets();
  private final DistinctTargets failures = new DistinctTargets();
  private final TokenBucket arrivals = new TokenBucket();
  private final RecentRefusals refusals = new RecentRefusals();
  private @Nullable Integer failuresAllowed;
  private int connections;
  private int handshakes;
  private int tunnels;

  ClientAccount(Executor guard) {
    this.guard = guard;
  }

  @Override
  public boolean isIdle(long now) {
    boolean holds = connections > 0 || handshakes > 0 || tunnels > 0;
    boolean rests = arrivals.isFull(now);
    return !holds && rests && !isBraked(failuresAllowed, now);
  }

  /**
   * Takes the places of a new connection, if there are any.
   *
   * @return of what there is too much, or null
   */
  @Nullable Measure enter(PerClient limits, long now) {
    if (isBraked(limits.failedTargetsPerMinute(), now)) {
      return Measure.FAILURES;
    }
    if (isFull(connections, limits.tunnels())) {
      return Measure.TUNNELS;
    }
    if (isFull(handshakes, limits.handshakes())) {
      return Measure.HANDSHAKES;
    }
    if (limits.newPerSecond() != null && !arrivals.take(limits.newPerSecond(), now)) {
      return Measure.RATE;
    }
    connections++;
    handshakes++;
    return null;
  }

  /**
   * Takes the place of a request, if there is one.
   *
   * @param mostTargets how many different ones there may be in a minute; absent: any number
   * @param target its hash
   * @return of what there is too much, or null
   */
  @Nullable Measure admit(PerClient limits, @Nullable Integer mostTargets, long target, long now) {
    if (isBraked(limits.failedTargetsPerMinute(), now)) {
      return Measure.FAILURES;
    }
    if (isFull(tunnels, limits.tunnels())) {
      return Measure.TUNNELS;
    }
    if (mostTargets != null && !targets.admits(target, mostTargets, now)) {
      return Measure.TARGETS;
    }
    tunnels++;
    return null;
  }

  /** A target could not be reached. */
  void failed(long target, int most, long now) {
    failuresAllowed = most;
    failures.note(target, most, now);
  }

  void connectionEnded() {
    guard.execute(() -> connections--);
  }

  void handshakeEnded() {
    guard.execute(() -> handshakes--);
  }

  /** Something was refused. */
  void refused(long now) {
    refusals.note(now);
  }

  /** How it stands if it was refused something lately. */
  Optional<LimitedParty> limited(long now) {
    return refusals.limited(LimitedParty.Kind.CLIENT, tunnels, now);
  }

  void tunnelEnded() {
    guard.execute(() -> tunnels--);
  }

  private boolean isBraked(@Nullable Integer most, long now) {
    return most != null && failures.isSpent(most, now);
  }

  private static boolean isFull(int taken, @Nullable Integer most) {
    return most != null && taken >= most;
  }
}
