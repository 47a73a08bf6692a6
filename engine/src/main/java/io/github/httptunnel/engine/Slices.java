package io.github.httptunnel.engine;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does something with many things of one event loop, a slice of them at a time: what else the loop
 * has to do comes in between.
 */
final class Slices {

  private static final long BETWEEN_SLICES_MILLIS = 1;

  private Slices() {}

  /**
   * To be called on the loop.
   *
   * @param <T> what they are
   * @param size so many at once; should take well below a millisecond
   * @param done run behind the last
   */
  static <T> void each(EventLoop loop, List<T> all, int size, Consumer<T> action, Runnable done) {
    int now = Math.min(size, all.size());
    all.subList(0, now).forEach(action);
    if (now == all.size()) {
      done.run();
      return;
    }
    List<T> later = all.subList(now, all.size());
    // a task that is executed at once would come before what the sockets have to say
    loop.schedule(
        () -> each(loop, later, size, action, done), BETWEEN_SLICES_MILLIS, TimeUnit.MILLISECONDS);
  }
}
