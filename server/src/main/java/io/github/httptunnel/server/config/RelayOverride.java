package io.github.httptunnel.server.config;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code relay_policy} says, to be laid over another policy: what it does not say stays as
 * it is there.
 *
 * @param onMaxRate absent: not said
 */
public record RelayOverride(
    Setting<Duration> idle,
    Setting<Duration> halfClose,
    Setting<Long> least,
    Setting<Long> most,
    Setting<Duration> lifetime,
    Setting<Long> payload,
    @Nullable OnMaxRate onMaxRate) {

  /**
   * What a key says.
   *
   * @param said whether it is there
   * @param value absent: off, or not said
   */
  public record Setting<T>(boolean said, @Nullable T value) {

    @Nullable T over(@Nullable T other) {
      return said ? value : other;
    }
  }

  /** Both directions of other rules, with what this says in place of what they say. */
  public RelayRules over(RelayRules other) {
    return new RelayRules(over(other.upstream()), over(other.downstream()));
  }

  /**
   * The other policy, with what this says in place of what that says. A minimum above the maximum
   * that comes of it is left out.
   */
  public RelayPolicy over(RelayPolicy other) {
    return new RelayPolicy(
        idle.over(other.idleTimeout()),
        halfClose.over(other.halfCloseTimeout()),
        isPossible(other) ? least.over(other.minRateBpm()) : null,
        most.over(other.maxRateBps()),
        lifetime.over(other.maxLifetime()),
        payload.over(other.maxTotalPayload()),
        onMaxRate == null ? other.onMaxRate() : onMaxRate);
  }

  /** Whether some tunnel could obey both rates. */
  boolean isPossible(RelayPolicy other) {
    Long minimum = least.over(other.minRateBpm());
    Long maximum = most.over(other.maxRateBps());
    return minimum == null || maximum == null || Math.ceilDiv(minimum, 60L) <= maximum;
  }
}
