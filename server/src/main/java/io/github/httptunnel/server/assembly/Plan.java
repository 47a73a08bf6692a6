package io.github.httptunnel.server.assembly;

import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Deciding;
import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.server.lists.Lists;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that follows from one configuration and may change with the next. Immutable: the whole server
 * goes from one plan to another at once.
 *
 * @param config in force
 * @param names how names are looked up
 * @param negotiators what is spoken
 * @param lists what rules refer to
 * @param deciding what decides on requests, for explanations
 * @param followed what changes with its files, while this is in force
 * @param listeners by their names; those too that were removed while tunnels of theirs go on
 */
record Plan(
    ServerConfig config,
    Names names,
    Negotiators negotiators,
    Lists lists,
    Deciding deciding,
    List<Followed> followed,
    Map<String, ListenerPlan> listeners) {

  Plan {
    followed = List.copyOf(followed);
    listeners = Map.copyOf(listeners);
  }

  /** Those that accept connections, in the order of the configuration. */
  List<ListenerPlan> inForce() {
    return config.listeners().stream()
        .map(listener -> Objects.requireNonNull(listeners.get(listener.name())))
        .toList();
  }
}
