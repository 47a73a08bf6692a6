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
 * Changes a configuration, one component after another. Not thread-safe; can be used again after
 * {@link #build()}.
 */
public final class ServerConfigBuilder {

  private List<ListenerConfig> listeners;
  private Duration initiationTimeout;
  private RelayPolicy upstream;
  private RelayPolicy downstream;
  private ConnectPolicy connect;
  private DnsPolicy dns;
  private AccessConfig access;
  private final Map<RuleRef, RelayOverride> relayOfRules;
  private @Nullable SniPolicy sni;
  private @Nullable Duration revokeAfter;
  private ExchangePolicy exchanges;
  private BandwidthConfig bandwidth;
  private LimitPolicy limits;
  private @Nullable Integer maxTunnels;
  private Duration drainTimeout;
  private LogConfig log;
  private @Nullable AdminConfig admin;
  private @Nullable TracingConfig tracing;
  private RelayEngine relayEngine;
  private boolean legacyResponses;
  private boolean reloadOnChange;

  ServerConfigBuilder(ServerConfig start) {
    this.listeners = start.listeners();
    this.initiationTimeout = start.initiationTimeout();
    this.upstream = start.upstream();
    this.downstream = start.downstream();
    this.connect = start.connect();
    this.dns = start.dns();
    this.access = start.access();
    this.relayOfRules = start.relayOfRules();
    this.sni = start.sni();
    this.revokeAfter = start.revokeAfter();
    this.exchanges = start.exchanges();
    this.bandwidth = start.bandwidth();
    this.limits = start.limits();
    this.maxTunnels = start.maxTunnels();
    this.drainTimeout = start.drainTimeout();
    this.log = start.log();
    this.admin = start.admin();
    this.tracing = start.tracing();
    this.relayEngine = start.relayEngine();
    this.legacyResponses = start.legacyResponses();
    this.reloadOnChange = start.reloadOnChange();
  }

  /** See {@link ServerConfig#listeners()}. */
  public ServerConfigBuilder listeners(List<ListenerConfig> value) {
    listeners = value;
    return this;
  }

  /** See {@link ServerConfig#initiationTimeout()}. */
  public ServerConfigBuilder initiationTimeout(Duration value) {
    initiationTimeout = value;
    return this;
  }

  /** See {@link ServerConfig#upstream()}. */
  public ServerConfigBuilder upstream(RelayPolicy value) {
    upstream = value;
    return this;
  }

  /** See {@link ServerConfig#downstream()}. */
  public ServerConfigBuilder downstream(RelayPolicy value) {
    downstream = value;
    return this;
  }

  /** See {@link ServerConfig#connect()}. */
  public ServerConfigBuilder connect(ConnectPolicy value) {
    connect = value;
    return this;
  }

  /** See {@link ServerConfig#dns()}. */
  public ServerConfigBuilder dns(DnsPolicy value) {
    dns = value;
    return this;
  }

  /** See {@link ServerConfig#access()}. */
  public ServerConfigBuilder access(AccessConfig value) {
    access = value;
    return this;
  }

  /** See {@link ServerConfig#sni()}. */
  public ServerConfigBuilder sni(@Nullable SniPolicy value) {
    sni = value;
    return this;
  }

  /** See {@link ServerConfig#revokeAfter()}. */
  public ServerConfigBuilder revokeAfter(@Nullable Duration value) {
    revokeAfter = value;
    return this;
  }

  /** See {@link ServerConfig#exchanges()}. */
  public ServerConfigBuilder exchanges(ExchangePolicy value) {
    exchanges = value;
    return this;
  }

  /** See {@link ServerConfig#bandwidth()}. */
  public ServerConfigBuilder bandwidth(BandwidthConfig value) {
    bandwidth = value;
    return this;
  }

  /** See {@link ServerConfig#limits()}. */
  public ServerConfigBuilder limits(LimitPolicy value) {
    limits = value;
    return this;
  }

  /** See {@link ServerConfig#maxTunnels()}. */
  public ServerConfigBuilder maxTunnels(@Nullable Integer value) {
    maxTunnels = value;
    return this;
  }

  /** See {@link ServerConfig#drainTimeout()}. */
  public ServerConfigBuilder drainTimeout(Duration value) {
    drainTimeout = value;
    return this;
  }

  /** See {@link ServerConfig#log()}. */
  public ServerConfigBuilder log(LogConfig value) {
    log = value;
    return this;
  }

  /** See {@link ServerConfig#admin()}. */
  public ServerConfigBuilder admin(@Nullable AdminConfig value) {
    admin = value;
    return this;
  }

  /** See {@link ServerConfig#tracing()}. */
  public ServerConfigBuilder tracing(@Nullable TracingConfig value) {
    tracing = value;
    return this;
  }

  /** See {@link ServerConfig#relayEngine()}. */
  public ServerConfigBuilder relayEngine(RelayEngine value) {
    relayEngine = value;
    return this;
  }

  /** See {@link ServerConfig#legacyResponses()}. */
  public ServerConfigBuilder legacyResponses(boolean value) {
    legacyResponses = value;
    return this;
  }

  /** See {@link ServerConfig#reloadOnChange()}. */
  public ServerConfigBuilder reloadOnChange(boolean value) {
    reloadOnChange = value;
    return this;
  }

  /** The configuration as it is now. */
  public ServerConfig build() {
    return new ServerConfig(
        listeners,
        initiationTimeout,
        upstream,
        downstream,
        connect,
        dns,
        access,
        relayOfRules,
        sni,
        revokeAfter,
        exchanges,
        bandwidth,
        limits,
        maxTunnels,
        drainTimeout,
        log,
        admin,
        tracing,
        relayEngine,
        legacyResponses,
        reloadOnChange);
  }
}
