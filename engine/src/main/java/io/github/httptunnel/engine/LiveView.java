package io.github.httptunnel.engine;

import io.github.httptunnel.tunnel.TunnelId;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The requests and tunnels that are under way, for the operator. Each is looked at, and ended, on
 * its own event loop, a slice at a time, so that none is held up. Thread-safe.
 *
 * <p>There is a future for each event loop that has any of them; that of a loop which does not
 * answer never completes.
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
  public List<Future<List<LiveTunnel>>> all() {
    return onEachLoop(_ -> true, LOOKED_AT_ONCE, tunnel -> tunnel.look(now(tunnel)));
  }

  /** Ends those that are still there; completes with the names of these. */
  public List<Future<List<TunnelId>>> kill(Set<TunnelId> wanted) {
    return onEachLoop(
        wanted::contains,
        ENDED_AT_ONCE,
        tunnel -> {
          end.accept(tunnel);
          return tunnel.id();
        });
  }

  private <T> List<Future<List<T>>> onEachLoop(
      Predicate<TunnelId> wanted, int slice, Function<Tunnel, T> action) {
    List<Future<List<T>>> parts = new ArrayList<>();
    live.byLoop(wanted)
        .forEach((loop, tunnels) -> {
          // of an executor that is no loop of ours, so that whoever waits is none that waits for it
          Promise<List<T>> part = GlobalEventExecutor.INSTANCE.newPromise();
          List<T> done = new ArrayList<>(tunnels.size());
          Consumer<Tunnel> each =
              tunnel -> {
                if (!tunnel.isOver()) {
                  done.add(action.apply(tunnel));
                }
              };
          loop.execute(() -> Slices.each(loop, tunnels, slice, each, () -> part.setSuccess(done)));
          parts.add(part);
        });
    return parts;
  }

  private static long now(Tunnel tunnel) {
    return tunnel.loop().ticker().nanoTime();
  }
}
