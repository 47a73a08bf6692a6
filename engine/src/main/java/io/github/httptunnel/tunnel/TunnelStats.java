package io.github.httptunnel.tunnel;

import org.jspecify.annotations.Nullable;

/**
 * All there is to say about a request once it is over.
 *
 * @param id random
 * @param client who asked
 * @param target where to; absent when no valid request came
 * @param kind what was asked; absent when no valid request came
 * @param outcome how it ended
 * @param upstream client to target; absent when nothing was relayed
 * @param downstream target to client; absent when nothing was relayed
 * @param timings how long it took
 */
public record TunnelStats(
    TunnelId id,
    ClientInfo client,
    @Nullable Target target,
    TunnelRequest.@Nullable Kind kind,
    Outcome outcome,
    @Nullable DirectionStats upstream,
    @Nullable DirectionStats downstream,
    Timings timings) {}
