package io.github.httptunnel.server.api;

import io.github.httptunnel.connect.CacheStats;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.limit.LimitedParty;
import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.assembly.Overload;
import io.github.httptunnel.server.assembly.Reloads;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.metrics.OpenFiles;
import io.github.httptunnel.server.metrics.TunnelTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the program is at one moment. Names nobody.
 *
 * @param version of this program
 * @param started by the wall clock
 * @param uptime since then
 * @param serving whether connections are accepted; else it is stopping
 * @param config in force
 * @param listeners what each has to do
 * @param live requests and tunnels under way
 * @param mostTunnels how many there may be
 * @param totals what has happened to tunnels since the start
 * @param before what had happened some time ago, for latencies of late
 * @param window how long ago that was
 * @param traffic what was carried since the start
 * @param upstreamRate bytes to targets a second, now
 * @param downstreamRate bytes to clients a second, now
 * @param overload how near the process is to its bounds
 * @param descriptors how many files are open and may be
 * @param limits what clients and users have
 * @param limited who is refused at the moment
 * @param reloads how reloads went
 * @param dnsCache what the cache of DNS answers did
 * @param dropped lines of each log that were lost
 */
record Status(
    String version,
    Instant started,
    Duration uptime,
    boolean serving,
    ServerConfig config,
    List<ListenerStats> listeners,
    int live,
    int mostTunnels,
    TunnelTotals totals,
    TunnelTotals before,
    Duration window,
    TrafficStats traffic,
    long upstreamRate,
    long downstreamRate,
    Overload overload,
    OpenFiles.Count descriptors,
    LimitCounts limits,
    List<LimitedParty> limited,
    Reloads reloads,
    CacheStats dnsCache,
    Map<String, Long> dropped) {

  Status {
    listeners = List.copyOf(listeners);
    limited = List.copyOf(limited);
    dropped = Map.copyOf(dropped);
  }

  /** Connections that were closed before anything was read, by reason. */
  Map<String, Long> turnedAway() {
    return turnedAway(listeners);
  }

  /** The same of these listeners. */
  static Map<String, Long> turnedAway(List<ListenerStats> listeners) {
    Map<String, Long> sums = new TreeMap<>();
    listeners.forEach(listener ->
        listener.closedUnread().forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
    return sums;
  }

  /** The word for whether it serves. */
  String state() {
    return serving ? "serving" : "draining";
  }
}
