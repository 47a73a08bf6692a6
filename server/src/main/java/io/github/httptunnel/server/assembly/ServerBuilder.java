package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OperatorTarget;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.CachingResolver;
import io.github.httptunnel.connect.DirectConnector;
import io.github.httptunnel.connect.DnsClient;
import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.limit.CappedConnector;
import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.limit.ConnectCap;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.LoopPulses;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.limit.OverloadTally;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Deciding;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.Authenticators;
import io.github.httptunnel.server.lists.Lists;
import io.github.httptunnel.tls.ClientProof;
import io.github.httptunnel.tls.ClientTrust;
import io.github.httptunnel.tls.TlsAcceptor;
import io.github.httptunnel.tls.TlsServerContext;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link TunnelServer} of a configuration: every part is constructed and wired here. */
final class ServerBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  private final ServerConfig config;
  private final Transport transport;
  private final OwnAddresses own = new OwnAddresses();
  private final Lists lists;
  private final RuleBook rules;
  private final DnsClient dns;
  private final CachingResolver resolver;
  private final AddressOrder order;
  private final long descriptors = Descriptors.limit();
  private final MemoryPressure memory = new MemoryPressure();
  private final Safeguards safeguards;
  private final Overload overload;
  private final Limits limits;
  private final Limit limit;
  private final Farewells farewells;
  private final Relays relays;
  private final Reporter reporter;
  private final Negotiators negotiators;
  private final Authenticators authenticators = new Authenticators(LOG);

  ServerBuilder(
      ServerConfig config, TunnelObserver observer, Transport transport, Safeguards safeguards) {
    int loops = transport.loops().executorCount();
    this.config = config;
    this.transport = transport;
    this.lists = Lists.open(config.access().lists(), LOG);
    this.rules = new RuleBook(config.access(), own, lists.byName(), InstantSource.system());
    this.dns =
        new DnsClient(
            CurrentDnsSources.of(config.dns()),
            config.connect().dnsTimeout(),
            transport.datagrams(),
            transport::dialer);
    this.order = new AddressOrder(config.dns().prefer());
    this.resolver = new CachingResolver(dns, config.dns(), loops, ClientNetwork::of);
    this.safeguards = safeguards;
    this.overload = overload(transport, observer);
    this.limits = new Limits(config, overload.connections(), descriptors);
    this.limit = limits.of(overload);
    this.farewells = new Farewells(overload.connections().mostClients());
    this.relays =
        new Relays(
            limits.bandwidth(config, transport.loops().next()),
            relayEngine(config.relayEngine(), transport.kind()),
            client -> ClientNetwork.of(client.address()));
    this.reporter = new Reporter(watched(observer), Ticker.systemTicker(), InstantSource.system());
    this.negotiators = new Negotiators(config, memory::isShort);
  }

  TunnelServer build() {
    List<Listener> listeners = new ArrayList<>();
    for (ListenerConfig listener : config.listeners()) {
      listeners.add(listener(listener));
    }
    OverloadWatch watch = new OverloadWatch(overload, safeguards, listeners, LOG);
    Readings readings = new Readings(relays::traffic, resolver::stats);
    Deciding deciding = new Deciding(Explanations.views(config, rules), resolver, order);
    Explainer explainer = new Explainer(() -> deciding, transport.loops().next());
    return new TunnelServer(
        transport, overload, limits, watch, own, listeners, dns, lists, readings, explainer);
  }

  private Overload overload(Transport on, TunnelObserver observer) {
    ConnectionBudget connections =
        new ConnectionBudget(descriptors, memory, on.vacancies()::announce);
    return new Overload(
        connections,
        memory,
        new LoopPulses(
            on.loops(),
            System::nanoTime,
            nanos -> observer.on(new TunnelEvent.LoopAnswered(Duration.ofNanos(nanos)))),
        new ConnectCap(connections.mostClients(), Ticker.systemTicker().nanoTime()),
        new OverloadTally());
  }

  /** Tells the observer, and what watches for too much. */
  private TunnelObserver watched(TunnelObserver observer) {
    return event -> {
      if (event instanceof TunnelEvent.Exhausted) {
        memory.failed();
      }
      overload.tally().on(event);
      limits.observer().on(event);
      observer.on(event);
    };
  }

  private Listener listener(ListenerConfig listener) {
    AccessPolicy access =
        switch (listener.mode()) {
          case Mode.Http() -> rules;
          case Mode.Tcp(Target _) -> new OperatorTarget(own);
        };
    Connector connector =
        new CappedConnector(
            new DirectConnector(resolver, order, access, config.connect(), this::dialer),
            overload.connects());
    Regime regime = new Regime(access, connector, limit, rules(listener), rulesOf(listener));
    TunnelEngine engine = new TunnelEngine(() -> regime, relays, reporter);
    ListenerAssembly assembly =
        new ListenerAssembly(
            listener.name(),
            listener.clients(),
            tls(listener),
            negotiators.of(listener.mode(), authenticators.of(listener.auth())),
            engine,
            limits.doorkeeper(),
            farewells,
            memory::isShort,
            turnedAway(listener.name()),
            new NoRoom(
                listener.name(), overload.connections(), descriptors, LOG::warn, System::nanoTime));
    return new Listener(
        listener,
        engine,
        assembly,
        new AcceptFailures(listener.name(), descriptors, LOG, System::nanoTime));
  }

  private Bootstrap dialer(EventLoop loop) {
    return transport.dialer(loop, overload.connections()::dial, memory::isShort);
  }

  private static RelayEngine relayEngine(RelayEngine wanted, Transport.Kind transport) {
    boolean epoll = transport == Transport.Kind.EPOLL;
    if (wanted == RelayEngine.SOCKET && !epoll) {
      throw new IllegalArgumentException(
          "relay_engine: socket: epoll cannot be used here (expected: Linux, and Netty's native"
              + " library for it; 'auto' does without)");
    }
    String what =
        wanted != RelayEngine.CHANNEL && epoll
            ? "sockets for tunnels that are plain TCP on both sides, channels for all others"
            : "channels for all tunnels";
    String why =
        wanted == RelayEngine.AUTO ? (epoll ? ", as epoll is there" : ", without epoll") : "";
    LOG.info("relay_engine {}: {}{}", wanted.name().toLowerCase(Locale.ROOT), what, why);
    return wanted;
  }

  private static TurnedAway turnedAway(String listener) {
    return new TurnedAway(
        count ->
            LOG.warn(
                "Listener {}: {} connections from clients it does not serve were closed"
                    + " (see from: and --allow-clients)",
                listener,
                count),
        System::nanoTime);
  }

  private @Nullable TlsAcceptor tls(ListenerConfig listener) {
    if (listener.tls() == null) {
      return null;
    }
    ClientProof clients = clientProof(listener.auth());
    return switch (TlsServerContext.load(listener.tls(), clients)) {
      case TlsServerContext.Ready(var context, String provider) -> {
        LOG.debug("Listener {}: TLS by {}", listener.name(), provider);
        yield new TlsAcceptor(context, config.initiationTimeout(), clients);
      }
      case TlsServerContext.Unusable(String problem) -> throw new IllegalArgumentException(problem);
    };
  }

  private static @Nullable ClientProof clientProof(@Nullable AuthConfig auth) {
    if (auth == null || auth.certificates() == null) {
      return null;
    }
    return switch (ClientTrust.load(auth.certificates())) {
      case ClientTrust.Ready trust -> new ClientProof(trust, auth.needsCertificate());
      case ClientTrust.Unusable(String problem) -> throw new IllegalArgumentException(problem);
    };
  }

  private RelayRules rules(ListenerConfig listener) {
    return listener.relay() == null
        ? new RelayRules(config.upstream(), config.downstream())
        : listener.relay();
  }

  /** What those may do that an access rule with relay rules of its own let through. */
  private Map<RuleRef, RelayRules> rulesOf(ListenerConfig listener) {
    Map<RuleRef, RelayRules> rulesOf = new HashMap<>();
    config.relayOfRules().forEach((rule, said) -> rulesOf.put(rule, said.over(rules(listener))));
    return rulesOf;
  }
}
