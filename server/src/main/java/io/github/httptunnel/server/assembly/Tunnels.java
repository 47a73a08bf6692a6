package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.engine.LiveView;
import io.github.httptunnel.tunnel.TunnelId;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The requests and tunnels that are under way at all listeners. Thread-safe; waits for the event
 * loops, so not to be used on one.
 */
public final class Tunnels {

  private static final long PATIENCE_SECONDS = 5;

  private final Listeners listeners;

  Tunnels(Listeners listeners) {
    this.listeners = listeners;
  }

  /** All of them, in no order; without those of an event loop that does not answer in 5 s. */
  public List<LiveTunnel> all() {
    return each(LiveView::all);
  }

  /**
   * Ends those that are still there.
   *
   * @return how many these were
   */
  public int kill(Set<TunnelId> wanted) {
    return each(view -> view.kill(wanted)).size();
  }

  private <T> List<T> each(Function<LiveView, List<Future<List<T>>>> question) {
    List<T> all = new ArrayList<>();
    try {
      List<Future<List<T>>> asked =
          listeners.all().stream()
              .flatMap(listener -> question.apply(listener.engine().view()).stream())
              .toList();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      for (Future<List<T>> answer : asked) {
        if (answer.awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          all.addAll(answer.getNow());
        }
      }
    } catch (RejectedExecutionException _) {
      // the loops have ended, and with them all tunnels
    }
    return all;
  }
}
