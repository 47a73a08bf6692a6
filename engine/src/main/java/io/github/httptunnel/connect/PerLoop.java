package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** State that exists once for each event loop and is touched on that loop only. */
final class PerLoop<T> {

  private final ConcurrentMap<EventLoop, T> states = new ConcurrentHashMap<>();
  private final Function<EventLoop, T> factory;

  PerLoop(Function<EventLoop, T> factory) {
    this.factory = factory;
  }

  T of(EventLoop loop) {
    return states.computeIfAbsent(loop, factory);
  }

  /** Runs the action for each state on its own loop; a loop that has ended is passed over. */
  void onEach(Consumer<T> action) {
    states.forEach((loop, state) -> {
      if (!loop.isShuttingDown()) {
        loop.execute(() -> action.accept(state));
      }
    });
  }
}
