package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.http1.ExchangePolicy;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.tunnel.RuleRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the program needs to run. Immutable and checked.
 *
 * @param listeners at least one, on addresses and under names that differ
 * @param initiationTimeout for TLS, the request and the answer, together
 * @param upstream what client to target may do
 * @param downstream what target to client may do
 * @param connect how long reaching a target may take
 * @param dns how names are looked up
 * @param access where clients may go
 * @param relayOfRules what tunnels may do that an access rule with relay rules let through
 * @param exchanges how requests without CONNECT are forwarded
 * @param bandwidth how fast all tunnels may be together
 * @param limits how much one client or user may have
 * @param maxTunnels how many at once; absent: derived from the descriptor limit
 * @param drainTimeout how long a stop waits for live tunnels; zero: not at all
 * @param log what is recorded and where
 * @param relayEngine what moves the bytes of tunnels
 * @param legacyResponses whether refusals have the original's exact bytes
 */
public record ServerConfig(
    List<ListenerConfig> listeners,
    Duration initiationTimeout,
    RelayPolicy upstream,
    RelayPolicy downstream,
    ConnectPolicy connect,
    DnsPolicy dns,
    AccessConfig access,
    Map<RuleRef, RelayOverride> relayOfRules,
    ExchangePolicy exchanges,
    BandwidthConfig bandwidth,
    LimitPolicy limits,
    @Nullable Integer maxTunnels,
    Duration drainTimeout,
    LogConfig log,
    RelayEngine relayEngine,
    boolean legacyResponses) {

  /** Copies list and map. */
  public ServerConfig {
    listeners = List.copyOf(listeners);
    relayOfRules = Map.copyOf(relayOfRules);
  }

  /** What holds without a file: one HTTP listener for this machine. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        List.of(ListenerConfig.defaults()),
        Duration.ofSeconds(10),
        RelayPolicy.defaults(),
        RelayPolicy.defaults(),
        ConnectPolicy.within(Duration.ofSeconds(10)),
        DnsPolicy.caching(Duration.ofSeconds(60)),
        AccessConfig.defaults(),
        Map.of(),
        ExchangePolicy.defaults(),
        BandwidthConfig.defaults(),
        LimitPolicy.defaults(),
        null,
        Duration.ofSeconds(30),
        LogConfig.defaults(),
        RelayEngine.AUTO,
        false);
  }

  /** A builder that begins with this. */
  public ServerConfigBuilder toBuilder() {
    return new ServerConfigBuilder(this);
  }

  /** The same with other listeners. */
  public ServerConfig withListeners(List<ListenerConfig> others) {
    return toBuilder().listeners(others).build();
  }
}
