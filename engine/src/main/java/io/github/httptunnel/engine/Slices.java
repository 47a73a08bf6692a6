package io.github.httptunnel.engine;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does something with many tunnels of one event loop, a slice of them at a time: what else the loop
 * has to do comes in between.
 */
final class Slices {

  private static final long BETWEEN_SLICES_MILLIS = 1;

  private Slices() {}

  /**
   * To be called on the loop.
   *
   * @param size so many at once; should take well below a millisecond
   * @param done run behind the last
   */
  static void each(
      EventLoop loop, List<Tunnel> tunnels, int size, Consumer<Tunnel> action, Runnable done) {
    int now = Math.min(size, tunnels.size());
    tunnels.subList(0, now).forEach(action);
    if (now == tunnels.size()) {
      done.run();
      return;
    }
    List<Tunnel> later = tunnels.subList(now, tunnels.size());
    // a task that is executed at once would come before what the sockets have to say
    loop.schedule(
        () -> each(loop, later, size, action, done), BETWEEN_SLICES_MILLIS, TimeUnit.MILLISECONDS);
  }
}
