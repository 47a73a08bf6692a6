package io.github.httptunnel.server.assembly;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The plan in force. Event loops ask for it with each connection and each request, another thread
 * replaces it; one atomic reference makes all listeners change in the same instant.
 */
final class CurrentPlan {

  private final AtomicReference<Plan> current;

  CurrentPlan(Plan first) {
    this.current = new AtomicReference<>(first);
  }

  Plan get() {
    return current.get();
  }

  void set(Plan next) {
    current.set(next);
  }

  /**
   * What holds for one listener at the time of asking.
   *
   * @param first holds until the listener is part of the plan in force
   */
  Supplier<ListenerPlan> of(ListenerPlan first) {
    String name = first.config().name();
    return () -> current.get().listeners().getOrDefault(name, first);
  }
}
