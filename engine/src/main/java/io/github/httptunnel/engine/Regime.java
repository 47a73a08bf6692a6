package io.github.httptunnel.engine;

import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Screen;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is judged and served under, from its arrival to its end. Immutable: a change of
 * the configuration makes another one, so that no request ever meets half of each.
 *
 * @param access where clients may go
 * @param connector how targets are reached; asks {@code access} about each address that it dials
 * @param limit how much may be under way
 * @param rules what tunnels may do
 * @param rulesOf the same for those that an access rule with relay rules of its own let through
 * @param screen whether what clients send first is looked at
 * @param revokeAfter how long tunnels of before may go on that {@code access} denies; absent: as
 *     long as they like
 */
public record Regime(
    AccessPolicy access,
    Connector connector,
    Limit limit,
    RelayRules rules,
    Map<RuleRef, RelayRules> rulesOf,
    Screen screen,
    @Nullable Duration revokeAfter) {

  /** Copies the map. */
  public Regime {
    rulesOf = Map.copyOf(rulesOf);
  }

  /**
   * One in which access rules have no relay rules of their own, that looks at nothing and lets
   * tunnels of before go on.
   */
  public Regime(AccessPolicy access, Connector connector, Limit limit, RelayRules rules) {
    this(access, connector, limit, rules, Map.of(), Screen.NONE, null);
  }

  /** What a tunnel may do that this access rule let through. */
  RelayRules rules(@Nullable RuleRef rule) {
    return rule == null ? rules : rulesOf.getOrDefault(rule, rules);
  }
}
