package io.github.httptunnel.limit;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/** Work for an event loop, from another one. */
final class LoopTask {

  private LoopTask() {}

  /** Runs the task on the loop, unless that has ended: then all its tunnels have, too. */
  static void start(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException _) {
      // Nobody is left there to hear of it.
    }
  }
}
