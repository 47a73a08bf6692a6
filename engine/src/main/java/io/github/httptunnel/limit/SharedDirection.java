package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All tunnels in one direction. Thread-safe. */
final class SharedDirection {

  private final Coordinator coordinator;
  private final ConcurrentMap<EventLoop, LoopShares> loops = new ConcurrentHashMap<>();

  SharedDirection(Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  /** A flow of the party, on the caller's event loop. */
  Share open(Party party, int weight, long credit, EventLoop loop) {
    return loops
        .computeIfAbsent(loop, _ -> new LoopShares(loop, coordinator))
        .open(party, weight, credit);
  }

  /** How many parties are remembered. Exact only while the event loops stand still. */
  int parties() {
    return loops.values().stream().mapToInt(LoopShares::size).sum();
  }

  /** Whether somebody was active lately. Exact only while the event loops stand still. */
  boolean isTicking() {
    return coordinator.isTicking();
  }
}
