package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.server.config.ListenerConfig;

/**
 * One listener, not bound yet: each has an engine of its own, with the rules that hold there.
 *
 * @param config as read
 * @param engine where its requests go
 * @param assembly what is put on its connections
 * @param failures told when it cannot accept any
 */
record Listener(
    ListenerConfig config,
    TunnelEngine engine,
    ListenerAssembly assembly,
    AcceptFailures failures) {

  ListenerStats stats() {
    return new ListenerStats(
        config.name(),
        assembly.connections(),
        engine.live(),
        assembly.closedUnread(),
        failures.totals());
  }
}
