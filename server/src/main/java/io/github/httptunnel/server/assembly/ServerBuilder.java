package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.limit.ConnectCap;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.LoopPulses;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.limit.OverloadTally;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.files.FileWatch;
import io.github.httptunnel.server.identity.Authenticators;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link TunnelServer}: what it keeps through every configuration is wired here. */
final class ServerBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  /** Two looks and what follows from them are over within a second. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

  private final ServerConfig config;
  private final MemoryPressure memory = new MemoryPressure();
  private final Safeguards safeguards;
  private final Foundation base;

  ServerBuilder(
      ServerConfig config, TunnelObserver observer, Transport transport, Safeguards safeguards) {
    long descriptors = Descriptors.limit();
    Overload overload = overload(transport, descriptors, observer);
    Limits limits = new Limits(config, overload.connections(), descriptors);
    WarmUp warmUp = new WarmUp(safeguards.warmUp(), System::nanoTime);
    this.config = config;
    this.safeguards = safeguards;
    this.base =
        new Foundation(
            transport,
            new OwnAddresses(),
            descriptors,
            memory,
            overload,
            limits,
            limits.of(overload, warmUp),
            new Farewells(overload.connections().mostClients(), System::nanoTime),
            warmUp,
            new Relays(
                limits.bandwidth(config, transport.loops().next()),
                relayEngine(config.relayEngine(), transport.kind()),
                client -> ClientNetwork.of(client.address())),
            new Reporter(
                watched(observer, overload, limits),
                Ticker.systemTicker(),
                InstantSource.system()));
  }

  TunnelServer build() {
    Planner planner = new Planner(base, new Authenticators(LOG));
    CurrentPlan current = new CurrentPlan(planner.first(config));
    Listeners listeners = new Listeners(base.transport(), base.own());
    ListenerFactory factory = new ListenerFactory(base, current);
    return new TunnelServer(
        base,
        current,
        listeners,
        factory,
        new OverloadWatch(base.overload(), safeguards, listeners, LOG),
        new Reload(planner, current, listeners, factory, base),
        new FileWatch(BETWEEN_LOOKS, () -> current.get().followed(), listeners::judgeAgain, LOG),
        new Explainer(() -> current.get().deciding(), base.transport().loops().next()),
        new Readings(base.relays()::traffic, () -> current.get().names().resolver().stats()));
  }

  private Overload overload(Transport on, long descriptors, TunnelObserver observer) {
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
  private TunnelObserver watched(TunnelObserver observer, Overload overload, Limits limits) {
    return event -> {
      if (event instanceof TunnelEvent.Exhausted) {
        memory.failed();
      }
      overload.tally().on(event);
      limits.observer().on(event);
      observer.on(event);
    };
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
}
