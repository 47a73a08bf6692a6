package io.github.httptunnel.relay;

import io.netty.channel.EventLoop;

/**
 * What the relays of one event loop share. Confined to it.
 *
 * @param wheel their timers
 * @param buffers what bytes go through
 */
record RelayLoop(Wheel wheel, LoopBuffers buffers) {

  static RelayLoop on(EventLoop loop) {
    return new RelayLoop(new Wheel(loop), new LoopBuffers());
  }
}
