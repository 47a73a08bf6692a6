package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.access.OperatorTarget;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.access.ServedClients;
import io.github.httptunnel.connect.DirectConnector;
import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.limit.CappedConnector;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Deciding;
import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.server.identity.Authenticators;
import io.github.httptunnel.server.lists.Lists;
import io.github.httptunnel.sni.SniScreen;
import io.github.httptunnel.tls.ClientProof;
import io.github.httptunnel.tls.TlsAcceptor;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Screen;
import io.github.httptunnel.tunnel.Target;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes plans: every part that may change with the configuration is constructed and wired here.
 * Opens no socket and changes nothing that is in force.
 */
final class Planner {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelServer.class);

  private final Foundation base;
  private final Authenticators authenticators;

  /**
   * @param authenticators kept through all plans, with what they remember
   */
  Planner(Foundation base, Authenticators authenticators) {
    this.base = base;
    this.authenticators = authenticators;
  }

  /**
   * The first plan. Reads certificates, lists and the system's DNS settings. Blocks.
   *
   * @throws IllegalArgumentException if a list, or a listener's certificate or key, cannot be used
   */
  Plan first(ServerConfig config) {
    return plan(
        config,
        Names.of(config, base.transport()),
        new Negotiators(config, base.memory()::isShort),
        Lists.open(config.access().lists(), LOG),
        Map.of(),
        List.of());
  }

  /**
   * The same for another configuration, with what can be kept of the plan before.
   *
   * @param there names of the listeners that are there, in force or on their way out
   */
  Plan next(ServerConfig config, Plan before, Collection<String> there) {
    return plan(
        config,
        before.names().suits(config) ? before.names() : Names.of(config, base.transport()),
        before.negotiators().suit(config)
            ? before.negotiators()
            : new Negotiators(config, base.memory()::isShort),
        before.config().access().lists().equals(config.access().lists())
            ? before.lists()
            : before.lists().reopen(config.access().lists()),
        before.listeners(),
        there);
  }

  private Plan plan(
      ServerConfig config,
      Names names,
      Negotiators negotiators,
      Lists lists,
      Map<String, ListenerPlan> before,
      Collection<String> there) {
    RuleBook rules =
        new RuleBook(config.access(), base.own(), lists.byName(), InstantSource.system());
    Wiring wiring = new Wiring(config, names, negotiators, rules);
    Map<String, ListenerPlan> listeners = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      listeners.put(listener.name(), plan(wiring, listener, before.get(listener.name())));
    }
    before.forEach((name, left) -> {
      if (there.contains(name)) {
        listeners.computeIfAbsent(name, _ -> withoutReception(wiring, left));
      }
    });
    Deciding deciding =
        new Deciding(
            Explanations.views(config, rules, base.own()), names.resolver(), names.order());
    return new Plan(
        config,
        names,
        negotiators,
        lists,
        deciding,
        followed(lists, listeners.values()),
        listeners);
  }

  /** Each once, although several listeners may rest on the same file. */
  private List<Followed> followed(Lists lists, Collection<ListenerPlan> listeners) {
    Set<Followed> followed = new LinkedHashSet<>();
    if (!lists.isEmpty()) {
      followed.add(lists);
    }
    for (ListenerPlan listener : listeners) {
      followed.addAll(authenticators.followed(listener.config().auth()));
      Optional.ofNullable(listener.keys()).map(ListenerKeys::revoked).ifPresent(followed::add);
    }
    return List.copyOf(followed);
  }

  /** What all listeners share under one configuration. */
  private record Wiring(
      ServerConfig config, Names names, Negotiators negotiators, AccessPolicy rules) {}

  private ListenerPlan plan(Wiring wiring, ListenerConfig listener, @Nullable ListenerPlan before) {
    ListenerKeys keys = ListenerKeys.of(listener, before == null ? null : before.keys());
    TlsAcceptor tls =
        keys == null
            ? null
            : new TlsAcceptor(keys.context(), wiring.config().initiationTimeout(), keys.clients());
    ClientFilter clients = listener.clients();
    Authenticator authenticator = authenticators.of(listener.auth());
    Predicate<Proof> standing = standing(authenticator, keys);
    return new ListenerPlan(
        listener,
        regime(wiring, listener, clients, standing),
        new Reception(
            clients, standing, tls, wiring.negotiators().of(listener.mode(), authenticator)),
        keys);
  }

  /** A listener that takes no connection any more: only its tunnels are held to the rules. */
  private ListenerPlan withoutReception(Wiring wiring, ListenerPlan left) {
    Reception reception = left.reception();
    return new ListenerPlan(
        left.config(),
        regime(wiring, left.config(), reception.clients(), reception.standing()),
        reception,
        left.keys());
  }

  /** Whether what a client has proved here still counts. */
  private static Predicate<Proof> standing(
      @Nullable Authenticator authenticator, @Nullable ListenerKeys keys) {
    ClientProof certificates = keys == null ? null : keys.clients();
    return proof ->
        (authenticator == null || authenticator.stands(proof))
            && (certificates == null || certificates.stands(proof));
  }

  private Regime regime(
      Wiring wiring, ListenerConfig listener, ClientFilter clients, Predicate<Proof> standing) {
    ServerConfig config = wiring.config();
    boolean fixed = listener.mode() instanceof Mode.Tcp(Target _);
    AccessPolicy access =
        new ServedClients(
            clients, standing, fixed ? new OperatorTarget(base.own()) : wiring.rules());
    RelayRules rules =
        listener.relay() == null
            ? new RelayRules(config.upstream(), config.downstream())
            : listener.relay();
    return new Regime(
        access,
        connector(wiring, access),
        base.limit(),
        rules,
        rulesOf(config, rules),
        fixed ? Screen.NONE : screen(config),
        config.revokeAfter());
  }

  private Connector connector(Wiring wiring, AccessPolicy access) {
    Names names = wiring.names();
    return new CappedConnector(
        new DirectConnector(
            names.resolver(), names.order(), access, wiring.config().connect(), base::dialer),
        base.overload().connects());
  }

  private static Screen screen(ServerConfig config) {
    return config.sni() == null
        ? Screen.NONE
        : new SniScreen(config.sni(), config.initiationTimeout());
  }

  /** What those may do that an access rule with relay rules of its own let through. */
  private static Map<RuleRef, RelayRules> rulesOf(ServerConfig config, RelayRules others) {
    Map<RuleRef, RelayRules> rulesOf = new HashMap<>();
    config.relayOfRules().forEach((rule, said) -> rulesOf.put(rule, said.over(others)));
    return rulesOf;
  }
}
