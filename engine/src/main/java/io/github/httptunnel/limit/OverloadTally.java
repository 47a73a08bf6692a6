package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what was refused or ended because the process had too much to do. Thread-safe, hence the
 * atomics.
 */
public final class OverloadTally implements TunnelObserver {

  private final ConcurrentMap<Overloaded.Resource, AtomicLong> refused = new ConcurrentHashMap<>();
  private final AtomicLong ended = new AtomicLong();

  /** How many requests were refused because of this, since the start. */
  public long refused(Overloaded.Resource resource) {
    return of(resource).get();
  }

  /** How many tunnels were ended for their memory, since the start. */
  public long ended() {
    return ended.get();
  }

  @Override
  public void on(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed(var stats)) {
      switch (stats.outcome()) {
        case Outcome.Refused(Overloaded(var resource), _) -> of(resource).incrementAndGet();
        case Outcome.Closed(var reason, _) when reason == CloseReason.OVERLOADED ->
            ended.incrementAndGet();
        default -> {}
      }
    }
  }

  private AtomicLong of(Overloaded.Resource resource) {
    return refused.computeIfAbsent(resource, _ -> new AtomicLong());
  }
}
