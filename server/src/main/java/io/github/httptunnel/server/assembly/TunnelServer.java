package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.connect.CacheStats;
import io.github.httptunnel.connect.DnsClient;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.lists.ListState;
import io.github.httptunnel.server.lists.Lists;
import io.github.httptunnel.transport.InheritedSocket;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program, for {@code main} and for those who embed it: build, bind, drain, close.
 *
 * <p>To be used by one thread at a time. {@link #close()} ends everything at once.
 */
public final class TunnelServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  private final Transport transport;
  private final Overload overload;
  private final Limits limits;
  private final OverloadWatch watch;
  private final OwnAddresses own;
  private final List<Listener> listeners;
  private final DnsClient dns;
  private final Lists lists;
  private final Readings readings;
  private final Reloads reloads = new Reloads(InstantSource.system());
  private final Explainer explainer;
  private final List<Channel> bound = new ArrayList<>();

  TunnelServer(
      Transport transport,
      Overload overload,
      Limits limits,
      OverloadWatch watch,
      OwnAddresses own,
      List<Listener> listeners,
      DnsClient dns,
      Lists lists,
      Readings readings,
      Explainer explainer) {
    this.transport = transport;
    this.overload = overload;
    this.limits = limits;
    this.watch = watch;
    this.own = own;
    this.listeners = listeners;
    this.dns = dns;
    this.lists = lists;
    this.readings = readings;
    this.explainer = explainer;
  }

  /**
   * Builds a server that listens on nothing yet: one event loop for each processor, on epoll where
   * there is one.
   *
   * @param observer told of every request's end, on the event loops
   * @throws IllegalArgumentException if a listener's certificate or key, or a list, cannot be used
   */
  public static TunnelServer build(ServerConfig config, TunnelObserver observer) {
    return build(config, observer, Safeguards.with(LOG::error));
  }

  /** The same, with the caller's own last resort: by itself a server ends no process. */
  public static TunnelServer build(
      ServerConfig config, TunnelObserver observer, Safeguards safeguards) {
    Transport transport =
        Transport.open(Transport.Kind.best(), Runtime.getRuntime().availableProcessors());
    return build(config, observer, transport, safeguards);
  }

  /** Builds a server on a transport of the caller's choice; it is closed with the server. */
  public static TunnelServer build(
      ServerConfig config, TunnelObserver observer, Transport transport, Safeguards safeguards) {
    try {
      return new ServerBuilder(config, observer, transport, safeguards).build();
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** What carries the bytes. */
  public Transport.Kind transport() {
    return transport.kind();
  }

  /** How near the process is to its bounds, and what was turned away for that. */
  public Overload overload() {
    return overload;
  }

  /** What clients and users have, and what was refused because it was too much. */
  public LimitCounts limits() {
    return limits.counts();
  }

  /** How reloads went. */
  public Reloads reloads() {
    return reloads;
  }

  /** What all tunnels have carried. Any thread. */
  public TrafficStats traffic() {
    return readings.traffic().get();
  }

  /** What the cache of DNS answers did. Any thread. */
  public CacheStats dnsCache() {
    return readings.dnsCache().get();
  }

  /** How many tunnels there may be at once. */
  public int mostTunnels() {
    return limits.mostTunnels();
  }

  /** What each listener has to do. Any thread. */
  public List<ListenerStats> listeners() {
    return listeners.stream().map(Listener::stats).toList();
  }

  /** How the lists of {@code access.lists} are now. */
  public List<ListState> lists() {
    return lists.states();
  }

  /** Says what would be decided on a request, and why. */
  public Explainer explainer() {
    return explainer;
  }

  /** Opens all listeners, or none. */
  public BindResult bind() {
    return bind(List.of());
  }

  /**
   * The same, on sockets that this process was started with where there is one for a listener. One
   * that no listener is for is a mistake.
   */
  public BindResult bind(List<InheritedSocket> inherited) {
    List<ListenerConfig> configs = listeners.stream().map(Listener::config).toList();
    Adoption adoption = Adoption.of(configs, inherited);
    String problem = adoption.problem(configs);
    if (problem != null) {
      return new BindResult.Failed(problem);
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Listener listener : listeners) {
      ChannelFuture opened = open(listener, adoption.of(listener.config())).awaitUninterruptibly();
      if (!opened.isSuccess()) {
        stopAccepting();
        return new BindResult.Failed(BindFailure.words(listener.config().bind(), opened.cause()));
      }
      bound.add(opened.channel());
      InetSocketAddress address = (InetSocketAddress) opened.channel().localAddress();
      own.add(address);
      addresses.add(address);
    }
    watch.start();
    lists.start();
    return ownTarget(addresses);
  }

  private ChannelFuture open(Listener listener, @Nullable InheritedSocket socket) {
    return socket == null
        ? transport
            .acceptor(listener.failures())
            .childHandler(listener.assembly())
            .bind(listener.config().bind())
        : transport
            .acceptor(socket, listener.failures())
            .childHandler(listener.assembly())
            .register();
  }

  /** How many requests and tunnels are under way. */
  public int live() {
    return listeners.stream().mapToInt(listener -> listener.engine().live()).sum();
  }

  /**
   * Stops accepting at once, and waits until the last tunnel is over. Who has been accepted and has
   * not asked yet may do so for a moment more. Tunnels that outlive the deadline are ended one by
   * one, within a second or the deadline's length.
   *
   * @return how many tunnels had to be ended
   */
  public int drain(Duration deadline) {
    stopAccepting();
    return new Draining(transport, listeners).within(deadline);
  }

  /** Ends everything that is still there, and waits until it is gone. */
  @Override
  public void close() {
    stopAccepting();
    watch.close();
    lists.close();
    dns.close();
    transport.close();
  }

  private void stopAccepting() {
    bound.forEach(channel -> channel.close().awaitUninterruptibly());
    bound.clear();
  }

  /** A tcp listener that leads to one of our own would connect to itself until nothing is left. */
  private BindResult ownTarget(List<InetSocketAddress> addresses) {
    for (Listener listener : listeners) {
      if (listener.config().mode() instanceof Mode.Tcp(Target target)
          && target.host() instanceof Host.Address(var ip)
          && own.covers(ip, target.port())) {
        stopAccepting();
        return new BindResult.Failed(
            "listener "
                + listener.config().name()
                + ": its destination "
                + target.authority()
                + " is a listener of this program; it would connect to itself without end");
      }
    }
    return new BindResult.Bound(addresses);
  }
}
