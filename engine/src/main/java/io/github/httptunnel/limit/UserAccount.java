package io.github.httptunnel.limit;

import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one user has, and what it has carried today. Changed by its {@link Shard} only, which is the
 * guard.
 */
final class UserAccount implements Account {

  private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

  private final Executor guard;
  private final TokenBucket arrivals = new TokenBucket();
  private final RecentRefusals refusals = new RecentRefusals();
  private int tunnels;
  private long day;
  private long bytes;
  private long usedAt;

  UserAccount(Executor guard) {
    this.guard = guard;
  }

  @Override
  public boolean isIdle(long now) {
    boolean hasBytesOfToday = bytes > 0 && now - usedAt < DAY_NANOS;
    return tunnels == 0 && !hasBytesOfToday && arrivals.isFull(now);
  }

  /**
   * Takes the place of a request, if there is one.
   *
   * @param today the number of the day
   * @return of what there is too much, or null
   */
  @Nullable Measure admit(PerUser limits, long today, long now) {
    turnTo(today, now);
    if (limits.bytesPerDay() != null && bytes >= limits.bytesPerDay()) {
      return Measure.USER_BYTES;
    }
    if (limits.tunnels() != null && tunnels >= limits.tunnels()) {
      return Measure.USER_TUNNELS;
    }
    if (limits.newPerSecond() != null && !arrivals.take(limits.newPerSecond(), now)) {
      return Measure.USER_RATE;
    }
    tunnels++;
    return null;
  }

  /** So much was carried. */
  void carried(long count, long today, long now) {
    turnTo(today, now);
    bytes += count;
  }

  /** Something was refused. */
  void refused(long now) {
    refusals.note(now);
  }

  /** How it stands if it was refused something lately. */
  Optional<LimitedParty> limited(long now) {
    return refusals.limited(LimitedParty.Kind.USER, tunnels, now);
  }

  void tunnelEnded() {
    guard.execute(() -> tunnels--);
  }

  private void turnTo(long today, long now) {
    usedAt = now;
    if (today != day) {
      day = today;
      bytes = 0;
    }
  }
}
