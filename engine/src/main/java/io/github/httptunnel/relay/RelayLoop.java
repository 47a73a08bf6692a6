package io.github.httptunnel.relay;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.concurrent.Executor;

/**
 * What the relays of one event loop share. Confined to it.
 *
 * @param wheel their timers
 * @param buffers what bytes go through
 * @param turns of their clients
 * @param traffic what they have carried
 */
record RelayLoop(Wheel wheel, LoopBuffers buffers, Turns turns, LoopTraffic traffic) {

  static RelayLoop on(EventLoop loop) {
    return new RelayLoop(
        new Wheel(loop), new LoopBuffers(), new Turns(afterEvents(loop)), new LoopTraffic());
  }

  /**
   * Netty runs tasks for as long as there are any, also those that tasks leave, and the tail of an
   * iteration behind all of them: only one after the other lets it look at the sockets between. A
   * loop that has ended takes none, and has closed its sockets.
   */
  private static Executor afterEvents(EventLoop loop) {
    return loop instanceof SingleThreadEventLoop single
        ? task -> {
          if (!single.isShutdown()) {
            single.execute(() -> single.executeAfterEventLoopIteration(task));
          }
        }
        : loop;
  }
}
