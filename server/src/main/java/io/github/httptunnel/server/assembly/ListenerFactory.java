package io.github.httptunnel.server.assembly;

import io.github.httptunnel.engine.TunnelEngine;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes listeners, which are not bound yet. */
final class ListenerFactory {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  private final Foundation base;
  private final CurrentPlan current;

  ListenerFactory(Foundation base, CurrentPlan current) {
    this.base = base;
    this.current = current;
  }

  /**
   * A listener that follows the plan in force.
   *
   * @param first what it follows until it is part of that
   */
  Listener listener(ListenerPlan first) {
    String name = first.config().name();
    Supplier<ListenerPlan> plan = current.of(first);
    TunnelEngine engine =
        new TunnelEngine(() -> plan.get().regime(), base.relays(), base.reporter());
    return new Listener(
        name,
        first.config().bind(),
        engine,
        door(name, () -> plan.get().reception()),
        new ListenerAssembly(name, () -> plan.get().reception(), engine, base.memory()::isShort),
        new AcceptFailures(name, base.descriptors(), LOG, System::nanoTime));
  }

  private FrontDoor door(String name, Supplier<Reception> receptions) {
    return new FrontDoor(
        receptions,
        base.limits().doorkeeper(),
        base.farewells(),
        base.warmUp(),
        turnedAway(name),
        new NoRoom(
            name, base.overload().connections(), base.descriptors(), LOG::warn, System::nanoTime));
  }

  private static TurnedAway turnedAway(String listener) {
    return new TurnedAway(
        count ->
            LOG.warn(
                "Listener {}: {} connections from clients it does not serve were closed"
                    + " (see from: and --allow-clients)",
                listener,
                count),
        System::nanoTime);
  }
}
