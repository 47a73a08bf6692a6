package io.github.httptunnel.limit;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Gives the active leaves of one direction their parts, every 20 ms while there are any; while
 * there are none it does nothing. Confined to one event loop but for {@link #enlist}.
 */
final class Coordinator implements Runnable {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final EventLoop loop;
  private final ShareTree tree;
  private boolean ticking;
  private long lastTick;

  Coordinator(EventLoop loop, BandwidthLimits limits) {
    this.loop = loop;
    this.tree = new ShareTree(limits);
  }

  /** Looks after this leaf, until it is idle and is told so. From any thread. */
  void enlist(LeafNode leaf) {
    LoopTask.start(loop, () -> add(leaf));
  }

  /** One tick. */
  @Override
  public void run() {
    long now = loop.ticker().nanoTime();
    tree.distribute(now - lastTick).forEach(LoopShares::serveSoon);
    lastTick = now;
    ticking = !tree.isEmpty();
    if (ticking) {
      loop.schedule(this, TICK_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  boolean isTicking() {
    return ticking;
  }

  private void add(LeafNode leaf) {
    tree.add(leaf);
    if (!ticking) {
      ticking = true;
      // Not at once: those who begin at the same moment are to find each other here.
      LoopTask.start(loop, this);
    }
  }
}
