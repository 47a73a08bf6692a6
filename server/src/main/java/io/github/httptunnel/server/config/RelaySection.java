package io.github.httptunnel.server.config;

import io.github.httptunnel.relay.RelayPolicy;
import org.jspecify.annotations.Nullable;

/** Reads a {@code relay_policy}. */
final class RelaySection {

  private RelaySection() {}

  static RelayPolicy read(Section section, RelayPolicy defaults) {
    Long least = rate(section, "min_rate_bpm", "minute", defaults.minRateBpm());
    Long most = rate(section, "max_rate_bps", "second", defaults.maxRateBps());
    boolean possible = least == null || most == null || Math.ceilDiv(least, 60L) <= most;
    if (!possible) {
      section.error(
          "min_rate_bpm",
          least
              + " bytes per minute is above max_rate_bps, "
              + most
              + " bytes per second (expected: min_rate_bpm at most 60 times max_rate_bps)");
    }
    RelayPolicy policy =
        new RelayPolicy(
            section.valueOrOff("idle_timeout", Syntaxes.timeout(), defaults.idleTimeout()),
            section.valueOrOff(
                "half_close_timeout", Syntaxes.timeout(), defaults.halfCloseTimeout()),
            possible ? least : null,
            most,
            section.valueOrOff("max_lifetime", Syntaxes.timeout(), defaults.maxLifetime()),
            section.valueOrOff("max_total_payload", Syntaxes.size(1), defaults.maxTotalPayload()),
            section.value(
                "on_max_rate", Syntaxes.oneOf(RelayPolicy.OnMaxRate.class), defaults.onMaxRate()));
    warn(section, "min_rate_bpm", policy.minRateBpm());
    warn(section, "max_rate_bps", policy.maxRateBps());
    warn(section, "max_lifetime", policy.maxLifetime());
    warn(section, "max_total_payload", policy.maxTotalPayload());
    warn(section, "on_max_rate", section.has("on_max_rate") ? policy.onMaxRate() : null);
    return policy;
  }

  /** The original writes 0 where there is no bound. */
  private static @Nullable Long rate(
      Section section, String key, String time, @Nullable Long fallback) {
    Long rate = section.valueOrOff(key, Syntaxes.rate(time), fallback);
    return rate == null || rate == 0 ? null : rate;
  }

  private static void warn(Section section, String key, @Nullable Object value) {
    if (value != null) {
      section.warn(key, "read and checked, but not enforced by this version");
    }
  }
}
