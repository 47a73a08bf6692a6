package io.github.httptunnel.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration changes in a running program.
 *
 * @param effective the new configuration, with the old values of what needs a restart
 * @param changed what differs and takes effect, as it is called in the file
 * @param needRestart what differs and does not
 */
public record ConfigChange(ServerConfig effective, List<String> changed, List<String> needRestart) {

  /** Parts that can change at any time; listeners are compared one by one. */
  private static final List<Part> PARTS =
      List.of(
          new Part("client_connection.initiation_timeout", ServerConfig::initiationTimeout),
          new Part("client_connection.relay_policy", ServerConfig::upstream),
          new Part("target_connection.relay_policy", ServerConfig::downstream),
          new Part("target_connection.connect_timeout", ServerConfig::connect),
          new Part("dns", ServerConfig::dns),
          new Part("access", ServerConfig::access),
          new Part("relay_policy of access.rules", ServerConfig::relayOfRules),
          new Part("access.sni", ServerConfig::sni),
          new Part("access.revoke", ServerConfig::revokeAfter),
          new Part("http", ServerConfig::exchanges),
          new Part("limits of clients and users", ServerConfig::limits),
          new Part("limits.tunnels", ServerConfig::maxTunnels),
          new Part("limits.drain_timeout", ServerConfig::drainTimeout),
          new Part("legacy_responses", ServerConfig::legacyResponses),
          new Part("reload_on_change", ServerConfig::reloadOnChange));

  /** Parts that something is built on which cannot be rebuilt under way. */
  private static final List<Part> FIXED =
      List.of(
          new Part("a bandwidth of limits, or limits.weights", ServerConfig::bandwidth),
          new Part("log", ServerConfig::log),
          new Part("admin", ServerConfig::admin),
          // not a reference to a method: to link that would load the record's class
          new Part("tracing", config -> config.tracing()),
          new Part("relay_engine", ServerConfig::relayEngine));

  private record Part(String name, Function<ServerConfig, @Nullable Object> value) {
    boolean differs(ServerConfig before, ServerConfig after) {
      return !Objects.equals(value.apply(before), value.apply(after));
    }
  }

  /** Copies the lists. */
  public ConfigChange {
    changed = List.copyOf(changed);
    needRestart = List.copyOf(needRestart);
  }

  /** Compares what is in force with what is wanted. */
  public static ConfigChange between(ServerConfig before, ServerConfig wanted) {
    List<String> changed = names(PARTS, before, wanted);
    List<String> fixed = names(FIXED, before, wanted);
    List<ListenerConfig> listeners = new ArrayList<>();
    for (ListenerConfig listener : wanted.listeners()) {
      Optional<ListenerConfig> was = named(listener.name(), before);
      ListenerConfig effective =
          listener.withBandwidth(was.map(ListenerConfig::bandwidth).orElse(null));
      if (!effective.equals(listener)) {
        fixed.add("bandwidth of listener " + listener.name());
      }
      if (was.isEmpty()) {
        changed.add("listener " + listener.name() + " added");
      } else if (!was.get().equals(effective)) {
        changed.add("listener " + listener.name());
      }
      listeners.add(effective);
    }
    for (ListenerConfig listener : before.listeners()) {
      if (named(listener.name(), wanted).isEmpty()) {
        changed.add("listener " + listener.name() + " removed");
      }
    }
    return new ConfigChange(effective(before, wanted, listeners), changed, fixed);
  }

  private static List<String> names(List<Part> parts, ServerConfig before, ServerConfig after) {
    List<String> names = new ArrayList<>();
    parts.stream().filter(part -> part.differs(before, after)).map(Part::name).forEach(names::add);
    return names;
  }

  private static Optional<ListenerConfig> named(String name, ServerConfig config) {
    return config.listeners().stream().filter(listener -> listener.name().equals(name)).findFirst();
  }

  private static ServerConfig effective(
      ServerConfig before, ServerConfig wanted, List<ListenerConfig> listeners) {
    return wanted.toBuilder()
        .listeners(listeners)
        .bandwidth(before.bandwidth())
        .log(before.log())
        .admin(before.admin())
        .tracing(before.tracing())
        .relayEngine(before.relayEngine())
        .build();
  }
}
