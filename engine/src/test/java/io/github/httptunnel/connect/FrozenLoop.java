package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop whose clock moves only when it is told to. */
final class FrozenLoop {

  private final EmbeddedChannel channel = new EmbeddedChannel();

  FrozenLoop() {
    channel.freezeTime();
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runPendingTasks();
  }
}
