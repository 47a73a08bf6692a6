package io.github.httptunnel.server.assembly;

import io.github.httptunnel.server.config.ConfigChange;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings a running server to another configuration, wholly or not at all. Whatever can fail is done
 * first: the plan is made and new listeners are bound. Then one reference is replaced, and only
 * what the new plan denies or leaves out is brought to its end.
 */
final class Reload {

  private final Planner planner;
  private final CurrentPlan current;
  private final Listeners listeners;
  private final ListenerFactory factory;
  private final Foundation base;

  Reload(
      Planner planner,
      CurrentPlan current,
      Listeners listeners,
      ListenerFactory factory,
      Foundation base) {
    this.planner = planner;
    this.current = current;
    this.listeners = listeners;
    this.factory = factory;
    this.base = base;
  }

  /** Blocks; one at a time. */
  ReloadResult to(ServerConfig wanted) {
    Plan before = current.get();
    ConfigChange change = ConfigChange.between(before.config(), wanted);
    Plan after;
    try {
      after = planner.next(change.effective(), before, names());
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      String problem = Objects.requireNonNullElse(unusable.getMessage(), "a file is unusable");
      return new ReloadResult.Rejected(List.of(problem));
    }
    List<Listeners.Open> leaving = leaving(after.config());
    List<String> problems = open(after, leaving);
    if (!problems.isEmpty()) {
      dropNames(after, before, Duration.ZERO);
      return new ReloadResult.Rejected(problems);
    }
    base.limits().reload(after.config());
    current.set(after);
    settle(before, after, leaving);
    return new ReloadResult.Applied(changed(change, before, after), change.needRestart());
  }

  private Set<String> names() {
    return listeners.all().stream().map(Listener::name).collect(Collectors.toSet());
  }

  private List<Listeners.Open> leaving(ServerConfig after) {
    return listeners.open().stream()
        .filter(open -> after.listeners().stream().noneMatch(open.listener()::is))
        .toList();
  }

  private List<ListenerPlan> coming(Plan after) {
    return after.inForce().stream()
        .filter(
            plan -> listeners.open().stream().noneMatch(open -> open.listener().is(plan.config())))
        .toList();
  }

  /**
   * Binds what is new. Whoever is in its way and leaves anyhow makes room first.
   *
   * @return why nothing has changed; empty if all is bound
   */
  private List<String> open(Plan after, List<Listeners.Open> leaving) {
    List<ListenerPlan> coming = coming(after);
    List<Listeners.Open> inTheWay =
        leaving.stream()
            .filter(open -> coming.stream().anyMatch(plan -> collides(plan.config(), open)))
            .toList();
    inTheWay.forEach(listeners::close);
    List<Listener> opened = coming.stream().map(factory::listener).toList();
    List<String> problems = new ArrayList<>(open(opened));
    if (problems.isEmpty()) {
      Stream.ofNullable(OwnTargets.problem(after.inForce(), base.own())).forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      listeners.open().stream()
          .filter(open -> opened.contains(open.listener()))
          .forEach(listeners::close);
      problems.addAll(open(inTheWay.stream().map(Listeners.Open::listener).toList()));
    }
    return problems;
  }

  private List<String> open(List<Listener> closed) {
    return closed.stream()
        .flatMap(listener -> Stream.ofNullable(listeners.open(listener)))
        .toList();
  }

  private static boolean collides(ListenerConfig coming, Listeners.Open open) {
    return coming.collidesWith(open.address());
  }

  private void settle(Plan before, Plan after, List<Listeners.Open> leaving) {
    Duration drain = after.config().drainTimeout();
    for (Listeners.Open open : leaving) {
      listeners.close(open);
      listeners.drain(open.listener(), drain);
    }
    listeners.judgeAgain();
    dropNames(before, after, before.config().connect().connectTimeout());
  }

  /** Look-ups that are under way may still need them. */
  private void dropNames(Plan old, Plan other, Duration after) {
    if (!old.names().equals(other.names())) {
      base.transport()
          .loops()
          .next()
          .schedule(old.names()::close, after.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static List<String> changed(ConfigChange change, Plan before, Plan after) {
    List<String> changed = new ArrayList<>(change.changed());
    after
        .listeners()
        .forEach((name, plan) -> {
          ListenerPlan was = before.listeners().get(name);
          if (was != null
              && was.config().equals(plan.config())
              && !Objects.equals(was.keys(), plan.keys())) {
            changed.add("the certificate of listener " + name);
          }
        });
    return changed;
  }
}
