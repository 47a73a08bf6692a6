package io.github.httptunnel.engine;

import io.github.httptunnel.tunnel.TunnelId;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The requests and tunnels that are under way, for the operator. Each is looked at, and ended, on
 * its own event loop, a slice at a time, so that none is held up. Thread-safe.
 *
 * <p>Futures complete on another thread than the loops'; those of a loop that does not answer never
 * do.
 */
public final class LiveView {

  /** Looking takes a tenth of a microsecond. */
  static final int LOOKED_AT_ONCE = 1024;

  /** Ending takes some tens of microseconds. */
  static final int ENDED_AT_ONCE = 64;

  private final LiveTunnels live;
  private final Consumer<Tunnel> end;

  /**
   * @param end ends one, on its loop
   */
  LiveView(LiveTunnels live, Consumer<Tunnel> end) {
    this.live = live;
    this.end = end;
  }

  /** All of them, in no order. */
  public Future<List<LiveTunnel>> all() {
    return gather(_ -> true, LOOKED_AT_ONCE, tunnel -> tunnel.look(now(tunnel)));
  }

  /** Ends those that are still there; completes with the names of these. */
  public Future<List<TunnelId>> kill(Set<TunnelId> wanted) {
    return gather(
        wanted::contains,
        ENDED_AT_ONCE,
        tunnel -> {
          end.accept(tunnel);
          return tunnel.id();
        });
  }

  private <T> Future<List<T>> gather(
      Predicate<TunnelId> wanted, int slice, Function<Tunnel, T> action) {
    Map<EventLoop, List<Tunnel>> byLoop = live.byLoop(wanted);
    Gathering<T> gathering = new Gathering<>(byLoop.size());
    byLoop.forEach((loop, tunnels) -> {
      List<T> part = new ArrayList<>(tunnels.size());
      Consumer<Tunnel> each =
          tunnel -> {
            if (!tunnel.isOver()) {
              part.add(action.apply(tunnel));
            }
          };
      loop.execute(() -> Slices.each(loop, tunnels, slice, each, () -> gathering.add(part)));
    });
    return gathering.whole();
  }

  private static long now(Tunnel tunnel) {
    return tunnel.loop().ticker().nanoTime();
  }
}
