package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ExplainedPolicy;
import io.github.httptunnel.access.OperatorTarget;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.CachingResolver;
import io.github.httptunnel.connect.DnsClient;
import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Deciding;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.explain.ListenerView;
import io.github.httptunnel.server.explain.Replay;
import io.github.httptunnel.server.explain.ReplayClock;
import io.github.httptunnel.server.lists.Lists;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * Decides as a server with this configuration would, without one: nothing is listened on. Used by
 * one thread.
 */
public final class Explanations implements AutoCloseable {

  private final Lists lists;
  private final Transport transport;
  private final DnsClient dns;
  private final Explainer explainer;

  private Explanations(Lists lists, Transport transport, DnsClient dns, Explainer explainer) {
    this.lists = lists;
    this.transport = transport;
    this.dns = dns;
    this.explainer = explainer;
  }

  /**
   * Reads the lists and opens what looking names up needs.
   *
   * @throws IllegalArgumentException if a list cannot be used; the message names it
   */
  public static Explanations of(ServerConfig config) {
    Lists lists = Lists.open(config.access().lists(), NOPLogger.NOP_LOGGER);
    Transport transport = Transport.open(Transport.Kind.best(), 1);
    DnsClient dns =
        new DnsClient(
            CurrentDnsSources.of(config.dns()),
            config.connect().dnsTimeout(),
            transport.datagrams(),
            transport::dialer);
    OwnAddresses own = own(config);
    Deciding deciding =
        new Deciding(
            views(config, rules(config, lists, own, InstantSource.system()), own),
            new CachingResolver(dns, config.dns(), 1, ClientNetwork::of),
            new AddressOrder(config.dns().prefer()));
    Explainer explainer = new Explainer(() -> deciding, transport.loops().next());
    return new Explanations(lists, transport, dns, explainer);
  }

  /** What explains. */
  public Explainer explainer() {
    return explainer;
  }

  /** A replay under this configuration, with the same lists. */
  public Replay replay(ServerConfig config) {
    ReplayClock clock = new ReplayClock();
    OwnAddresses own = own(config);
    RuleBook rules = rules(config, lists, own, clock);
    return new Replay(views(config, rules, own), clock, config.access().rules());
  }

  /** What decides at each listener. */
  static List<ListenerView> views(ServerConfig config, RuleBook rules, OwnAddresses own) {
    return config.listeners().stream()
        .map(listener ->
            switch (listener.mode()) {
              case Mode.Http() -> view(listener, rules, null);
              case Mode.Tcp(Target target) -> view(listener, new OperatorTarget(own), target);
            })
        .toList();
  }

  private static ListenerView view(
      ListenerConfig listener, ExplainedPolicy rules, @Nullable Target leadsTo) {
    return new ListenerView(
        listener.name(),
        rules,
        listener.clients(),
        reachesLoopback(listener),
        listener.auth() != null && listener.auth().claimsGroups(),
        leadsTo);
  }

  private static boolean reachesLoopback(ListenerConfig listener) {
    return listener.bind().getAddress().isLoopbackAddress()
        || listener.bind().getAddress().isAnyLocalAddress();
  }

  private static RuleBook rules(
      ServerConfig config, Lists lists, OwnAddresses own, InstantSource clock) {
    return new RuleBook(config.access(), own, lists.byName(), clock);
  }

  /** What the server would listen on, the admin listener included. */
  private static OwnAddresses own(ServerConfig config) {
    OwnAddresses own = new OwnAddresses();
    Stream.concat(
            config.listeners().stream().map(ListenerConfig::bind),
            Stream.ofNullable(config.admin()).map(AdminConfig::bind))
        .filter(bind -> bind.getPort() != 0)
        .forEach(own::add);
    return own;
  }

  @Override
  public void close() {
    dns.close();
    transport.close();
  }
}
