package io.github.httptunnel.server.config;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@code relay_policy} as it stands in the file, to be laid over another policy. */
final class RelaySection {

  private final Section section;
  private final Setting<Duration> idle;
  private final Setting<Duration> halfClose;
  private final Setting<Long> least;
  private final Setting<Long> most;
  private final Setting<Duration> lifetime;
  private final Setting<Long> payload;
  private final @Nullable OnMaxRate onMaxRate;

  /** What a key says: nothing, {@code off}, or a value. */
  private record Setting<T>(boolean said, @Nullable T value) {

    @Nullable T over(@Nullable T other) {
      return said ? value : other;
    }
  }

  private RelaySection(Section section) {
    this.section = section;
    this.idle = setting("idle_timeout", Syntaxes.timeout());
    this.halfClose = setting("half_close_timeout", Syntaxes.timeout());
    this.least = rate("min_rate_bpm", "minute");
    this.most = rate("max_rate_bps", "second");
    this.lifetime = setting("max_lifetime", Syntaxes.timeout());
    this.payload = setting("max_total_payload", Syntaxes.size(1));
    this.onMaxRate = section.value("on_max_rate", Syntaxes.oneOf(OnMaxRate.class));
  }

  static RelaySection read(Section section) {
    return new RelaySection(section);
  }

  /**
   * Reads one of the original's sections; a file written for the original may mean other things.
   */
  static RelayPolicy read(Section section, RelayPolicy defaults) {
    RelaySection policy = read(section);
    if (policy.onMaxRate == null) {
      policy.warn(
          "max_rate_bps", policy.most, "slows tunnels down to this; the original closed them");
      policy.warn(
          "min_rate_bpm",
          policy.least,
          "is per minute, and silence is slow: a tunnel without a byte ends after 30 s");
    }
    return policy.over(defaults);
  }

  /** The other policy, with what this section says in place of what that says. */
  RelayPolicy over(RelayPolicy other) {
    Long minimum = least.over(other.minRateBpm());
    Long maximum = most.over(other.maxRateBps());
    return new RelayPolicy(
        idle.over(other.idleTimeout()),
        halfClose.over(other.halfCloseTimeout()),
        isPossible(minimum, maximum) ? minimum : null,
        maximum,
        lifetime.over(other.maxLifetime()),
        payload.over(other.maxTotalPayload()),
        onMaxRate == null ? other.onMaxRate() : onMaxRate);
  }

  private boolean isPossible(@Nullable Long minimum, @Nullable Long maximum) {
    if (minimum == null || maximum == null || Math.ceilDiv(minimum, 60L) <= maximum) {
      return true;
    }
    section.error(
        "min_rate_bpm",
        minimum
            + " bytes per minute is above max_rate_bps, "
            + maximum
            + " bytes per second (expected: min_rate_bpm at most 60 times max_rate_bps)");
    return false;
  }

  private void warn(String key, Setting<Long> rate, String meaning) {
    if (rate.value() != null) {
      section.warn(key, meaning + " (say on_max_rate here to accept that)");
    }
  }

  private <T> Setting<T> setting(String key, Syntax<T> syntax) {
    return new Setting<>(section.has(key), section.valueOrOff(key, syntax, null));
  }

  /** The original writes 0 where there is no bound. */
  private Setting<Long> rate(String key, String time) {
    Setting<Long> rate = setting(key, Syntaxes.rate(time));
    return rate.value() == null || rate.value() != 0 ? rate : new Setting<>(true, null);
  }
}
