package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes relays, and holds what those of one event loop share: their timers and buffers. All engines
 * of a process should share one. Thread-safe.
 */
public final class Relays {

  private final Bandwidth bandwidth;
  private final RelayEngine engine;
  private final ConcurrentMap<EventLoop, RelayLoop> loops = new ConcurrentHashMap<>();

  /**
   * @param bandwidth what all tunnels share
   * @param engine what moves their bytes
   */
  public Relays(Bandwidth bandwidth, RelayEngine engine) {
    this.bandwidth = bandwidth;
    this.engine = engine;
  }

  /** A relay between two channels of one event loop, on which this is called. */
  public Relay between(Channel client, Channel target, TunnelRequest request, RelayRules rules) {
    EventLoop loop = client.eventLoop();
    return new Relay(
        client,
        target,
        rules,
        bandwidth.share(request, Direction.UPSTREAM, loop),
        bandwidth.share(request, Direction.DOWNSTREAM, loop),
        loops.computeIfAbsent(loop, RelayLoop::on),
        engine);
  }
}
