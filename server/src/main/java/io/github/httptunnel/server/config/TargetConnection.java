package io.github.httptunnel.server.config;

import com.google.re2j.Pattern;
import io.github.httptunnel.relay.RelayPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What stands under {@code target_connection}, which the original made one section. */
record TargetConnection(
    Duration dnsCacheTtl,
    @Nullable Pattern allowedTargets,
    @Nullable Pattern blockedTargets,
    Duration connectTimeout,
    RelayPolicy relay) {

  static TargetConnection read(Section section, ServerConfig defaults) {
    return new TargetConnection(
        section.value("dns_cache_ttl", Syntaxes.duration(), defaults.dns().cacheTtlMax()),
        allowedTargets(section),
        section.value("blocked_targets", RegexSyntax.regex()),
        section.value("connect_timeout", Syntaxes.timeout(), defaults.connect().connectTimeout()),
        section.section("relay_policy", relay -> RelaySection.read(relay, defaults.downstream())));
  }

  private static @Nullable Pattern allowedTargets(Section section) {
    String key = "allowed_targets";
    Pattern allowed = section.value(key, RegexSyntax.regex());
    if (allowed != null) {
      for (String loose : LooseTargets.of(allowed.pattern())) {
        section.warn(key, "lets more targets through than it seems to: " + loose);
      }
    }
    return allowed;
  }
}
