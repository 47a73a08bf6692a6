package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.limit.AllOf;
import io.github.httptunnel.limit.BandwidthLimits;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.Doorkeeper;
import io.github.httptunnel.limit.FairBandwidth;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.limit.LimitedParty;
import io.github.httptunnel.limit.OverloadLimit;
import io.github.httptunnel.limit.PartyLimits;
import io.github.httptunnel.limit.TunnelLimit;
import io.github.httptunnel.server.config.BandwidthConfig;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much there may be of everything, as the configuration says, for all listeners together. */
final class Limits {

  private final long descriptors;
  private final TunnelLimit tunnels;
  private final PartyLimits parties;

  /**
   * @param descriptors how many the process may have open
   */
  Limits(ServerConfig config, ConnectionBudget connections, long descriptors) {
    this.descriptors = descriptors;
    this.tunnels = new TunnelLimit(most(config.maxTunnels(), descriptors));
    this.parties =
        new PartyLimits(
            config.limits(),
            connections,
            ClientFilter.privateClients()::admits,
            Ticker.systemTicker()::nanoTime,
            InstantSource.system());
  }

  /** From now on this holds. What is there stays there, and counts. */
  void reload(ServerConfig next) {
    tunnels.most(most(next.maxTunnels(), descriptors));
    parties.policy(next.limits());
  }

  /** Who judges connections. */
  Doorkeeper doorkeeper() {
    return parties.doorkeeper();
  }

  /** What judges requests: first whether the process can take any, last whether it is full. */
  Limit of(Overload overload, WarmUp warmUp) {
    return new OverloadLimit(
        overload.memory(),
        () -> warmUp.isOver() && overload.loops().lagsHere(),
        new AllOf(parties.limit(), tunnels));
  }

  /** Must be told of the ends of requests. */
  TunnelObserver observer() {
    return parties.observer();
  }

  /** What tunnels share. */
  Bandwidth bandwidth(ServerConfig config, EventLoop coordinator) {
    BandwidthLimits limits = limits(config);
    return parties.noting(
        limits.isOff() ? Bandwidth.UNLIMITED : new FairBandwidth(limits, coordinator));
  }

  /** How many tunnels there may be at once. */
  int mostTunnels() {
    return tunnels.most();
  }

  List<LimitedParty> limited(int most) {
    return parties.limited(most);
  }

  LimitCounts counts() {
    return parties.counts();
  }

  private static BandwidthLimits limits(ServerConfig config) {
    Map<String, Long> listeners = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      if (listener.bandwidth() != null) {
        listeners.put(listener.name(), listener.bandwidth());
      }
    }
    BandwidthConfig bandwidth = config.bandwidth();
    return new BandwidthLimits(
        bandwidth.process(),
        bandwidth.perClient(),
        bandwidth.perUser(),
        listeners,
        request -> weight(bandwidth, request));
  }

  private static int weight(BandwidthConfig bandwidth, TunnelRequest request) {
    return bandwidth.weightOf(
        ((InetSocketAddress) request.client().address()).getAddress(), request.user());
  }

  private static int most(@Nullable Integer configured, long descriptors) {
    return configured == null ? TunnelLimit.fromDescriptors(descriptors) : configured;
  }
}
