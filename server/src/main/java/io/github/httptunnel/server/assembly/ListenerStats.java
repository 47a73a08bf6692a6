package io.github.httptunnel.server.assembly;

import io.github.httptunnel.transport.AcceptFailure;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one listener has to do.
 *
 * @param name as configured
 * @param address where it accepts connections, with the real port; absent: it does not any more
 * @param connections of clients, open now
 * @param tunnels requests and tunnels under way
 * @param closedUnread connections closed since the start before anything was read, by reason
 * @param failures how often accepting failed since the start
 */
public record ListenerStats(
    String name,
    @Nullable InetSocketAddress address,
    int connections,
    int tunnels,
    Map<String, Long> closedUnread,
    Map<AcceptFailure, Long> failures) {

  /** Copies the maps. */
  public ListenerStats {
    closedUnread = Map.copyOf(closedUnread);
    failures = Map.copyOf(failures);
  }
}
