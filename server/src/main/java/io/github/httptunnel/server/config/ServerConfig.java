package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.http1.ExchangePolicy;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.tracing.TracingConfig;
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
 * @param sni what TLS inside tunnels must look like; absent: nobody looks
 * @param revokeAfter how long tunnels may go on that a changed configuration denies; absent: as
 *     long as they like
 * @param exchanges how requests without CONNECT are forwarded
 * @param bandwidth how fast all tunnels may be together
 * @param limits how much one client or user may have
 * @param maxTunnels how many at once; absent: derived from the descriptor limit
 * @param drainTimeout how long a stop waits for live tunnels; zero: not at all
 * @param log what is recorded and where
 * @param admin where the operator may ask; absent: nowhere
 * @param tracing where a span of each tunnel goes; absent: nowhere
 * @param relayEngine what moves the bytes of tunnels
 * @param legacyResponses whether refusals have the original's exact bytes
 * @param reloadOnChange whether a changed file is read again by itself
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
    @Nullable SniPolicy sni,
    @Nullable Duration revokeAfter,
    ExchangePolicy exchanges,
    BandwidthConfig bandwidth,
    LimitPolicy limits,
    @Nullable Integer maxTunnels,
    Duration drainTimeout,
    LogConfig log,
    @Nullable AdminConfig admin,
    @Nullable TracingConfig tracing,
    RelayEngine relayEngine,
    boolean legacyResponses,
    boolean reloadOnChange) {

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
        null,
        Duration.ZERO,
        ExchangePolicy.defaults(),
        BandwidthConfig.defaults(),
        LimitPolicy.defaults(),
        null,
        Duration.ofSeconds(30),
        LogConfig.defaults(),
        AdminConfig.defaults(),
        null,
        RelayEngine.AUTO,
        false,
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
