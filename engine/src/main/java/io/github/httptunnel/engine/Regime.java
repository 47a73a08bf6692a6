package io.github.httptunnel.engine;

import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Limit;

/**
 * What a request is judged and served under, from its arrival to its end. Immutable: a change of
 * the configuration makes another one, so that no request ever meets half of each.
 *
 * @param access where clients may go
 * @param connector how targets are reached; asks {@code access} about each address that it dials
 * @param limit how much may be under way
 * @param rules what tunnels may do
 */
public record Regime(AccessPolicy access, Connector connector, Limit limit, RelayRules rules) {}
