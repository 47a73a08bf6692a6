package io.github.httptunnel.server;

import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** When tunnels began to carry bytes, one after another. */
final class Moments implements TunnelObserver {

  private final BlockingQueue<Long> established = new LinkedBlockingQueue<>();

  @Override
  public void on(TunnelEvent event) {
    if (event instanceof TunnelEvent.Established) {
      established.add(System.nanoTime());
    }
  }

  /** When the next one did, by {@link System#nanoTime()}. */
  long awaitEstablished() {
    try {
      Long next = established.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no tunnel within 10 s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a tunnel", e);
    }
  }
}
