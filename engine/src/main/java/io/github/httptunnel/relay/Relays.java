package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Makes relays, and holds what those of one event loop share: their timers, buffers and turns. All
 * engines of a process should share one. Thread-safe.
 */
public final class Relays {

  private final Bandwidth bandwidth;
  private final RelayEngine engine;
  private final Function<ClientInfo, ?> party;
  private final ConcurrentMap<EventLoop, RelayLoop> loops = new ConcurrentHashMap<>();

  /**
   * @param bandwidth what all tunnels share
   * @param engine what moves their bytes
   * @param party whose tunnels they are: the same for all those that take turns as one client
   */
  public Relays(Bandwidth bandwidth, RelayEngine engine, Function<ClientInfo, ?> party) {
    this.bandwidth = bandwidth;
    this.engine = engine;
    this.party = party;
  }

  /**
   * Binds what relays will want of the system: without it the first does so, and fails if no
   * descriptor is left then. Takes some tens of milliseconds. Any thread.
   */
  public void prepare() {
    if (Epoll.isAvailable()) {
      SendQueue.bind();
    }
  }

  /** What they have carried. Any thread. */
  public TrafficStats traffic() {
    return loops.values().stream()
        .map(loop -> loop.traffic().stats())
        .reduce(TrafficStats.NONE, TrafficStats::plus);
  }

  /** A relay between two channels of one event loop, on which this is called. */
  public Relay between(Channel client, Channel target, TunnelRequest request, RelayRules rules) {
    EventLoop loop = client.eventLoop();
    RelayLoop shared = loops.computeIfAbsent(loop, RelayLoop::on);
    return new Relay(
        client,
        target,
        rules,
        new Portion(
            bandwidth.share(request, Direction.UPSTREAM, loop),
            bandwidth.share(request, Direction.DOWNSTREAM, loop),
            shared.turns().of(party.apply(request.client()))),
        shared,
        engine);
  }
}
