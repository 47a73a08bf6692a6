package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.server.config.ListenerConfig;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One listener: each has an engine of its own, with the rules that hold there at the time.
 *
 * @param name does not change
 * @param bind where it listens, as configured; does not change either
 * @param engine where its requests go
 * @param door whom it lets in
 * @param assembly what is put on its connections
 * @param failures told when it cannot accept any
 */
record Listener(
    String name,
    InetSocketAddress bind,
    TunnelEngine engine,
    FrontDoor door,
    ListenerAssembly assembly,
    AcceptFailures failures) {

  /**
   * What it has to do.
   *
   * @param address where it accepts connections; absent: it does not any more
   */
  ListenerStats stats(@Nullable InetSocketAddress address) {
    return new ListenerStats(
        name, address, door.connections(), engine.live(), door.closedUnread(), failures.totals());
  }

  /** Whether a configuration means this one; anything else about it may change. */
  boolean is(ListenerConfig config) {
    return name.equals(config.name()) && bind.equals(config.bind());
  }
}
