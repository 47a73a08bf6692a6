package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.engine.LiveView;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;

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
    List<LiveTunnel> all = new ArrayList<>();
    answers(LiveView::all).forEach(all::addAll);
    return all;
  }

  /**
   * Ends those that are meant and still there.
   *
   * @param meant asked on the event loops
   * @return how many these were; after 5 s, so far
   */
  public int kill(Predicate<LiveTunnel> meant) {
    LongAdder ended = new LongAdder();
    answers(view -> view.kill(meant, ended::increment));
    return ended.intValue();
  }

  /** What the event loops say within 5 s. */
  private <T> List<T> answers(Function<LiveView, List<Future<T>>> question) {
    List<T> answers = new ArrayList<>();
    try {
      List<Future<T>> asked =
          listeners.all().stream()
              .flatMap(listener -> question.apply(listener.engine().view()).stream())
              .toList();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      for (Future<T> answer : asked) {
        if (answer.awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          answers.add(answer.getNow());
        }
      }
    } catch (RejectedExecutionException _) {
      // the loops have ended, and with them all tunnels
    }
    return answers;
  }
}
