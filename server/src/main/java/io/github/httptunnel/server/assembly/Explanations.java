package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.CachingResolver;
import io.github.httptunnel.connect.DnsClient;
import io.github.httptunnel.limit.ClientNetwork;
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
import java.time.InstantSource;
import java.util.List;
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
    Deciding deciding =
        new Deciding(
            views(config, rules(config, lists, InstantSource.system())),
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
    return new Replay(views(config, rules(config, lists, clock)), clock, config.access().rules());
  }

  /** Those listeners of the configuration at which rules decide. */
  static List<ListenerView> views(ServerConfig config, RuleBook rules) {
    return config.listeners().stream()
        .filter(listener -> listener.mode() instanceof Mode.Http)
        .map(listener ->
            new ListenerView(listener.name(), rules, listener.clients(), reachesLoopback(listener)))
        .toList();
  }

  private static boolean reachesLoopback(ListenerConfig listener) {
    return listener.bind().getAddress().isLoopbackAddress()
        || listener.bind().getAddress().isAnyLocalAddress();
  }

  private static RuleBook rules(ServerConfig config, Lists lists, InstantSource clock) {
    OwnAddresses own = new OwnAddresses();
    config.listeners().stream()
        .map(ListenerConfig::bind)
        .filter(bind -> bind.getPort() != 0)
        .forEach(own::add);
    return new RuleBook(config.access(), own, lists.byName(), clock);
  }

  @Override
  public void close() {
    dns.close();
    transport.close();
  }
}
