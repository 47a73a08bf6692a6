package io.github.httptunnel.limit;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How often one client or user was refused in a row without a pause. Its account is the guard. */
final class RecentRefusals {

  /** After such a pause counting begins anew. */
  static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private long count;
  private long lastAt;

  void note(long now) {
    count = recent(now) + 1;
    lastAt = now;
  }

  /** How one stands that was refused something lately. */
  Optional<LimitedParty> limited(LimitedParty.Kind kind, int tunnels, long now) {
    long refused = recent(now);
    return refused == 0 ? Optional.empty() : Optional.of(new LimitedParty(kind, refused, tunnels));
  }

  /** None if the last is long ago. */
  private long recent(long now) {
    return count > 0 && now - lastAt < PAUSE_NANOS ? count : 0;
  }
}
