package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.limit.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code limits}. */
final class LimitsSection {

  private static final Syntax<Integer> COUNT = Syntaxes.whole(1, LimitPolicy.MOST);
  private static final Syntax<Integer> TARGETS = Syntaxes.whole(1, LimitPolicy.MOST_TARGETS);
  private static final Syntax<Integer> RATE = Syntaxes.whole(1, Rate.MOST);
  private static final Syntax<Integer> WEIGHT = Syntaxes.whole(1, 1000);

  private LimitsSection() {}

  /** The section. */
  record Limits(
      BandwidthConfig bandwidth,
      LimitPolicy policy,
      @Nullable Integer tunnels,
      Duration drainTimeout) {}

  private record Client(PerClient limits, @Nullable Long bandwidth) {}

  private record User(PerUser limits, @Nullable Long bandwidth, int weight) {}

  static Limits read(Section section, ServerConfig defaults) {
    LimitPolicy policy = defaults.limits();
    Client client = section.section("per_client", each -> client(each, policy.client()));
    User user = section.section("per_user", each -> user(each, policy.user()));
    List<BandwidthConfig.Weight> weights = section.sections("weights", LimitsSection::weight);
    return new Limits(
        new BandwidthConfig(
            section.valueOrOff("bandwidth", Syntaxes.bandwidth(), null),
            client.bandwidth(),
            user.bandwidth(),
            user.weight(),
            Objects.requireNonNullElse(weights, List.of())),
        new LimitPolicy(
            section.valueOrOff("handshakes", COUNT, policy.handshakes()),
            client.limits(),
            user.limits()),
        section.value("tunnels", COUNT),
        section.value("drain_timeout", Syntaxes.duration(), defaults.drainTimeout()));
  }

  private static Client client(Section section, PerClient defaults) {
    return new Client(
        new PerClient(
            section.valueOrOff("tunnels", COUNT, defaults.tunnels()),
            rate(section, defaults.newPerSecond()),
            section.valueOrOff("handshakes", COUNT, defaults.handshakes()),
            targets(section, defaults.targets()),
            section.valueOrOff(
                "failed_targets_per_minute", TARGETS, defaults.failedTargetsPerMinute())),
        section.valueOrOff("bandwidth", Syntaxes.bandwidth(), null));
  }

  private static User user(Section section, PerUser defaults) {
    return new User(
        new PerUser(
            section.valueOrOff("tunnels", COUNT, defaults.tunnels()),
            rate(section, defaults.newPerSecond()),
            section.valueOrOff("bytes_per_day", Syntaxes.size(1), defaults.bytesPerDay())),
        section.valueOrOff("bandwidth", Syntaxes.bandwidth(), null),
        section.value("weight", WEIGHT, BandwidthConfig.ORDINARY));
  }

  private static @Nullable Rate rate(Section section, @Nullable Rate defaults) {
    Integer perSecond =
        section.valueOrOff("new_per_second", RATE, defaults == null ? null : defaults.perSecond());
    Integer burst = section.value("burst", RATE);
    if (perSecond == null) {
      if (burst != null) {
        section.error("burst", "has no effect without new_per_second (expected: both or neither)");
      }
      return null;
    }
    Rate rate = burst == null ? Rate.of(perSecond) : new Rate(perSecond, burst);
    section.assumed("burst", Written.of(rate.burst()));
    return rate;
  }

  /** A number that is written down holds for everybody. */
  private static @Nullable Targets targets(Section section, @Nullable Targets defaults) {
    String key = "targets_per_minute";
    Syntax.Switched<Integer> said = section.switched(key, TARGETS);
    if (said == null) {
      return defaults;
    }
    return said.value().isEmpty() ? null : new Targets(said.value().getFirst(), true);
  }

  private static BandwidthConfig.Weight weight(Section section) {
    List<Cidr> clients = section.list("clients", Syntaxes.cidr());
    List<String> users = section.list("users", Syntaxes.user());
    if (clients == null && users == null) {
      section.error(
          "clients", "is missing, and so is users (expected: a list such as [10.0.0.0/8])");
    }
    return new BandwidthConfig.Weight(
        Objects.requireNonNullElse(clients, List.of()),
        Objects.requireNonNullElse(users, List.of()),
        section.value("weight", WEIGHT, BandwidthConfig.ORDINARY));
  }
}
