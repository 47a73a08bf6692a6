package io.github.httptunnel.engine;

import io.github.httptunnel.tunnel.TunnelId;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The requests and tunnels that are under way, on all event loops. Thread-safe. */
final class LiveTunnels {

  private final ConcurrentMap<TunnelId, Tunnel> live = new ConcurrentHashMap<>();
  private final Promise<Void> drained = GlobalEventExecutor.INSTANCE.newPromise();
  private final LongAdder cutOff = new LongAdder();
  private volatile boolean draining;

  int count() {
    return live.size();
  }

  /** Does something with each of them, on its loop, at moments spread evenly over that time. */
  void onceEach(Duration within, Consumer<Tunnel> action) {
    for (Tunnel tunnel : live.values()) {
      long delay = ThreadLocalRandom.current().nextLong(within.toNanos() + 1);
      Future<?> _ =
          tunnel.loop().schedule(() -> action.accept(tunnel), delay, TimeUnit.NANOSECONDS);
    }
  }

  /** Does something with those of each loop, on that loop. */
  void onEachLoop(BiConsumer<EventLoop, List<Tunnel>> action) {
    byLoop().forEach((loop, tunnels) -> loop.execute(() -> action.accept(loop, tunnels)));
  }

  /** All of them, by their loops. */
  Map<EventLoop, List<Tunnel>> byLoop() {
    Map<EventLoop, List<Tunnel>> byLoop = new HashMap<>();
    for (Tunnel tunnel : live.values()) {
      byLoop.computeIfAbsent(tunnel.loop(), _ -> new ArrayList<>()).add(tunnel);
    }
    return byLoop;
  }

  /** Completes when nobody is left; from now on {@link #isDraining()} holds. */
  Future<Void> drain() {
    draining = true;
    completeIfDrained();
    return drained;
  }

  boolean isDraining() {
    return draining;
  }

  /** One of them is ended because the time to drain is over. */
  void countCutOff() {
    cutOff.increment();
  }

  int cutOff() {
    return cutOff.intValue();
  }

  void add(Tunnel tunnel) {
    live.put(tunnel.id(), tunnel);
  }

  void remove(Tunnel tunnel) {
    live.remove(tunnel.id());
    completeIfDrained();
  }

  private void completeIfDrained() {
    if (draining && live.isEmpty()) {
      drained.trySuccess(null);
    }
  }
}
