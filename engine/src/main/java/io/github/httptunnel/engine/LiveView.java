package io.github.httptunnel.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The requests and tunnels that are under way, for the operator. Each is looked at, and ended, on
 * its own event loop, a slice at a time, so that none is held up. Thread-safe.
 *
 * <p>There is a future for each event loop that has any of them; that of a loop which does not
 * answer never completes.
 */
public final class LiveView {

  /** Looking takes a few tenths of a microsecond. */
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

  /** What is done with the tunnels of one loop, on it. */
  @FunctionalInterface
  private interface Work<T> {
    void begin(EventLoop loop, List<Tunnel> tunnels, Promise<T> done);
  }

  /** All of them, in no order. */
  public List<Future<List<LiveTunnel>>> all() {
    return onEachLoop((loop, tunnels, done) -> {
      List<LiveTunnel> seen = new ArrayList<>(tunnels.size());
      Consumer<Tunnel> look =
          tunnel -> {
            if (!tunnel.isOver()) {
              seen.add(tunnel.look(loop.ticker().nanoTime()));
            }
          };
      Slices.each(loop, tunnels, LOOKED_AT_ONCE, look, () -> done.setSuccess(seen));
    });
  }

  /**
   * Ends those that are meant and still there.
   *
   * @param meant asked on the event loops
   * @param ended run for each that was ended, on its event loop
   */
  public List<Future<Void>> kill(Predicate<LiveTunnel> meant, Runnable ended) {
    return onEachLoop((loop, tunnels, done) -> {
      List<Tunnel> found = new ArrayList<>();
      Consumer<Tunnel> look =
          tunnel -> {
            if (!tunnel.isOver() && meant.test(tunnel.look(loop.ticker().nanoTime()))) {
              found.add(tunnel);
            }
          };
      Slices.each(loop, tunnels, LOOKED_AT_ONCE, look, () -> kill(loop, found, ended, done));
    });
  }

  private void kill(EventLoop loop, List<Tunnel> found, Runnable ended, Promise<Void> done) {
    Consumer<Tunnel> kill =
        tunnel -> {
          if (!tunnel.isOver()) {
            end.accept(tunnel);
            ended.run();
          }
        };
    Slices.each(loop, found, ENDED_AT_ONCE, kill, () -> done.setSuccess(null));
  }

  private <T> List<Future<T>> onEachLoop(Work<T> work) {
    List<Future<T>> parts = new ArrayList<>();
    live.byLoop()
        .forEach((loop, tunnels) -> {
          // of an executor that is no loop of ours, so that whoever waits is none that waits for it
          Promise<T> done = GlobalEventExecutor.INSTANCE.newPromise();
          loop.execute(() -> work.begin(loop, tunnels, done));
          parts.add(done);
        });
    return parts;
  }
}
