package io.github.httptunnel.server;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import java.time.Duration;

/** Policies with one rule and no other. */
final class OneRule {

  private static final RelayPolicy NONE =
      new RelayPolicy(null, null, null, null, null, null, OnMaxRate.SHAPE);

  private OneRule() {}

  static RelayRules idle(Duration timeout) {
    return bothWays(new RelayPolicy(timeout, null, null, null, null, null, OnMaxRate.SHAPE));
  }

  static RelayRules halfClose(Duration timeout) {
    return bothWays(new RelayPolicy(null, timeout, null, null, null, null, OnMaxRate.SHAPE));
  }

  static RelayRules lifetime(Duration most) {
    return bothWays(new RelayPolicy(null, null, null, null, most, null, OnMaxRate.SHAPE));
  }

  static RelayRules payload(long most) {
    return bothWays(new RelayPolicy(null, null, null, null, null, most, OnMaxRate.SHAPE));
  }

  static RelayPolicy atLeast(long bytesPerMinute) {
    return new RelayPolicy(null, null, bytesPerMinute, null, null, null, OnMaxRate.SHAPE);
  }

  static RelayPolicy atMost(long bytesPerSecond, OnMaxRate otherwise) {
    return new RelayPolicy(null, null, null, bytesPerSecond, null, null, otherwise);
  }

  static RelayRules bothWays(RelayPolicy policy) {
    return new RelayRules(policy, policy);
  }

  static RelayRules upstream(RelayPolicy policy) {
    return new RelayRules(policy, NONE);
  }

  static RelayRules downstream(RelayPolicy policy) {
    return new RelayRules(NONE, policy);
  }
}
