package io.github.httptunnel.server.assembly;

import io.github.httptunnel.connect.CacheStats;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.limit.LimitedParty;
import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.config.ConfigError;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.files.FileWatch;
import io.github.httptunnel.server.lists.ListState;
import io.github.httptunnel.transport.InheritedSocket;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program, for {@code main} and for those who embed it: build, bind, reload, drain,
 * close.
 *
 * <p>Thread-safe: a lock keeps changes of the listeners apart from each other, as an operator may
 * ask for a reload while the program stops. {@link #close()} ends everything at once.
 */
public final class TunnelServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  private final Foundation base;
  private final CurrentPlan current;
  private final Listeners listeners;
  private final ListenerFactory factory;
  private final OverloadWatch watch;
  private final Reload reload;
  private final FileWatch files;
  private final Explainer explainer;
  private final Readings readings;
  private final Reloads reloads = new Reloads(InstantSource.system());
  private final Lock changes = new ReentrantLock();
  private volatile boolean serving;

  TunnelServer(
      Foundation base,
      CurrentPlan current,
      Listeners listeners,
      ListenerFactory factory,
      OverloadWatch watch,
      Reload reload,
      FileWatch files,
      Explainer explainer,
      Readings readings) {
    this.base = base;
    this.current = current;
    this.listeners = listeners;
    this.factory = factory;
    this.watch = watch;
    this.reload = reload;
    this.files = files;
    this.explainer = explainer;
    this.readings = readings;
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
    return base.transport().kind();
  }

  /** How near the process is to its bounds, and what was turned away for that. */
  public Overload overload() {
    return base.overload();
  }

  /** What clients and users have, and what was refused because it was too much. */
  public LimitCounts limits() {
    return base.limits().counts();
  }

  /** Who is refused at the moment for having too much; those first that are refused most. */
  public List<LimitedParty> limited(int most) {
    return base.limits().limited(most);
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
    return base.limits().mostTunnels();
  }

  /** What each listener has to do. Any thread. */
  public List<ListenerStats> listeners() {
    return listeners.stats();
  }

  /** How the lists of {@code access.lists} are now. */
  public List<ListState> lists() {
    return current.get().lists().states();
  }

  /** The configuration in force. */
  public ServerConfig config() {
    return current.get().config();
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
    changes.lock();
    try {
      String problem = openAll(inherited);
      if (problem != null) {
        listeners.closeAll();
        return new BindResult.Failed(problem);
      }
      serving = true;
      base.relays().prepare();
      watch.start();
      files.start();
      return new BindResult.Bound(listeners.open().stream().map(Listeners.Open::address).toList());
    } finally {
      changes.unlock();
    }
  }

  private @Nullable String openAll(List<InheritedSocket> inherited) {
    List<ListenerPlan> plans = current.get().inForce();
    List<ListenerConfig> configs = current.get().config().listeners();
    Adoption adoption = Adoption.of(configs, inherited);
    String problem = adoption.problem(configs);
    for (ListenerPlan plan : plans) {
      if (problem != null) {
        return problem;
      }
      problem = listeners.open(factory.listener(plan), adoption.of(plan.config()));
    }
    if (problem != null) {
      return problem;
    }
    return OwnTargets.problem(plans, base.own());
  }

  /**
   * Goes over to another configuration, wholly or not at all: a request meets either what was
   * before or what is new. Tunnels go on, but for those that are denied now ({@link
   * ServerConfig#revokeAfter()}). Blocks, for reading certificates and binding new listeners.
   */
  public ReloadResult reload(ServerConfig config) {
    return reload(() -> new ConfigResult.Loaded(config, List.of(), Set.of()));
  }

  /**
   * The same with a configuration that is still to be read.
   *
   * @param source asked once, and not while another reload is under way: what is read last is in
   *     force in the end
   */
  public ReloadResult reload(Supplier<ConfigResult> source) {
    changes.lock();
    try {
      return reloads.count(
          switch (source.get()) {
            case ConfigResult.Loaded _ when !serving ->
                new ReloadResult.Rejected(List.of("the program does not serve, or is stopping"));
            case ConfigResult.Loaded(ServerConfig config, _, _, _) -> reload.to(config);
            case ConfigResult.Rejected(_, List<ConfigError> errors) ->
                new ReloadResult.Rejected(errors.stream().map(ConfigError::line).toList());
          });
    } finally {
      changes.unlock();
    }
  }

  /** Whether it accepts connections: between {@link #bind} and the beginning of a stop. */
  public boolean isServing() {
    // without the lock: a reload may hold it for as long as reading takes
    return serving;
  }

  /** No tunnel leads there from now on: somebody else in this process listens on it. */
  public void keepFrom(InetSocketAddress address) {
    base.own().add(address);
  }

  /** What is under way, to look at and to end. */
  public Tunnels tunnels() {
    return new Tunnels(listeners);
  }

  /** Whether this can be reached now, as tunnels would reach it. Blocks. */
  public boolean reaches(Target target) {
    return new Probe(base, current).reaches(target);
  }

  /** How many requests and tunnels are under way. */
  public int live() {
    return listeners.all().stream().mapToInt(listener -> listener.engine().live()).sum();
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
    return new Draining(base.transport(), listeners.all()).within(deadline);
  }

  /** Ends everything that is still there, and waits until it is gone. */
  @Override
  public void close() {
    stopAccepting();
    watch.close();
    files.close();
    current.get().names().close();
    base.transport().close();
  }

  private void stopAccepting() {
    changes.lock();
    try {
      serving = false;
      listeners.closeAll();
    } finally {
      changes.unlock();
    }
  }
}
