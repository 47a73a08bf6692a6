package io.github.httptunnel.server.config;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.config.RelayOverride.Setting;
import org.jspecify.annotations.Nullable;

/** A {@code relay_policy} as it stands in the file, to be laid over another policy. */
final class RelaySection {

  private final Section section;
  private final RelayOverride said;

  private RelaySection(Section section) {
    this.section = section;
    this.said =
        new RelayOverride(
            setting("idle_timeout", Syntaxes.timeout()),
            setting("half_close_timeout", Syntaxes.timeout()),
            rate("min_rate_bpm", "minute"),
            rate("max_rate_bps", "second"),
            setting("max_lifetime", Syntaxes.timeout()),
            setting("max_total_payload", Syntaxes.size(1)),
            section.value("on_max_rate", Syntaxes.oneOf(OnMaxRate.class)));
  }

  static RelaySection read(Section section) {
    return new RelaySection(section);
  }

  /**
   * Reads one of the original's sections; a file written for the original may mean other things.
   */
  static RelayPolicy read(Section section, RelayPolicy defaults) {
    RelaySection policy = read(section);
    policy.assume(defaults);
    if (policy.said.onMaxRate() == null) {
      policy.warn(
          "max_rate_bps",
          policy.said.most(),
          "slows tunnels down to this; the original closed them");
      policy.warn(
          "min_rate_bpm",
          policy.said.least(),
          "is per minute, and silence is slow: a tunnel without a byte ends after 30 s");
    }
    return policy.over(defaults);
  }

  /** The other policy, with what this section says in place of what that says. */
  RelayPolicy over(RelayPolicy other) {
    if (!said.isPossible(other)) {
      section.error(
          "min_rate_bpm",
          said.least().over(other.minRateBpm())
              + " bytes per minute is above max_rate_bps, "
              + said.most().over(other.maxRateBps())
              + " bytes per second (expected: min_rate_bpm at most 60 times max_rate_bps)");
    }
    return said.over(other);
  }

  /** What it says, once it is known to go with all these. */
  RelayOverride checkedWith(Iterable<RelayRules> others) {
    for (RelayRules other : others) {
      over(other.upstream());
      over(other.downstream());
    }
    return said;
  }

  private void assume(RelayPolicy holds) {
    assume("idle_timeout", holds.idleTimeout());
    assume("half_close_timeout", holds.halfCloseTimeout());
    assume("min_rate_bpm", holds.minRateBpm());
    assume("max_rate_bps", holds.maxRateBps());
    assume("max_lifetime", holds.maxLifetime());
    assume("max_total_payload", holds.maxTotalPayload());
    assume("on_max_rate", holds.onMaxRate());
  }

  private void assume(String key, @Nullable Object holds) {
    section.assumed(key, holds == null ? "off" : Written.of(holds));
  }

  private void warn(String key, Setting<Long> rate, String meaning) {
    if (rate.value() != null) {
      section.warn(key, meaning + " (say on_max_rate here to accept that)");
    }
  }

  private <T> Setting<T> setting(String key, Syntax<T> syntax) {
    Syntax.Switched<T> said = section.switched(key, syntax);
    return new Setting<>(
        section.has(key), said == null || said.value().isEmpty() ? null : said.value().getFirst());
  }

  /** The original writes 0 where there is no bound. */
  private Setting<Long> rate(String key, String time) {
    Setting<Long> rate = setting(key, Syntaxes.rate(time));
    return rate.value() == null || rate.value() != 0 ? rate : new Setting<>(true, null);
  }
}
