package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the top level of the file. */
final class ServerSection {

  private static final int MOST_TUNNELS = 10_000_000;
  private static final int MOST_WEIGHT = 1000;

  private final KeyMaterialCheck check;
  private final ServerConfig defaults = ServerConfig.defaults();

  ServerSection(KeyMaterialCheck check) {
    this.check = check;
  }

  private record ClientConnection(Duration initiationTimeout, RelayPolicy relay) {}

  private record Limits(
      BandwidthConfig bandwidth, @Nullable Integer tunnels, Duration drainTimeout) {}

  ServerConfig read(Section top) {
    ClientConnection client = top.section("client_connection", this::client);
    TargetConnection target =
        top.section("target_connection", section -> TargetConnection.read(section, defaults));
    Limits limits = top.section("limits", this::limits);
    return new ServerConfig(
        listeners(top, new RelayRules(client.relay(), target.relay())),
        client.initiationTimeout(),
        client.relay(),
        target.relay(),
        ConnectPolicy.within(target.connectTimeout()),
        top.section("dns", section -> DnsSection.read(section, target.dnsCacheTtl(), defaults)),
        top.section("access", section -> AccessSection.read(section, target)),
        top.section("http", section -> HttpSection.read(section, defaults.exchanges())),
        limits.bandwidth(),
        limits.tunnels(),
        limits.drainTimeout(),
        top.section("log", section -> LogSection.read(section, defaults.log())),
        top.value("relay_engine", Syntaxes.oneOf(RelayEngine.class), defaults.relayEngine()),
        top.value("legacy_responses", Syntaxes.trueFalse(), defaults.legacyResponses()));
  }

  private ClientConnection client(Section section) {
    return new ClientConnection(
        section.value("initiation_timeout", Syntaxes.timeout(), defaults.initiationTimeout()),
        section.section("relay_policy", relay -> RelaySection.read(relay, defaults.upstream())));
  }

  private Limits limits(Section section) {
    return new Limits(
        bandwidth(section),
        section.value("tunnels", Syntaxes.whole(1, MOST_TUNNELS)),
        section.value("drain_timeout", Syntaxes.duration(), defaults.drainTimeout()));
  }

  private BandwidthConfig bandwidth(Section limits) {
    List<BandwidthConfig.Weight> weights = limits.sections("weights", ServerSection::weight);
    return new BandwidthConfig(
        limits.valueOrOff("bandwidth", Syntaxes.bandwidth(), null),
        limits.optionalSection(
            "per_client", client -> client.valueOrOff("bandwidth", Syntaxes.bandwidth(), null)),
        weights == null ? List.of() : weights);
  }

  private static BandwidthConfig.Weight weight(Section section) {
    List<Cidr> clients = section.list("clients", Syntaxes.cidr());
    if (clients == null) {
      section.error("clients", "is missing (expected: a list such as [10.0.0.0/8])");
    }
    return new BandwidthConfig.Weight(
        clients == null ? List.of() : clients,
        section.value("weight", Syntaxes.whole(1, MOST_WEIGHT), 1));
  }

  private List<ListenerConfig> listeners(Section top, RelayRules rules) {
    ListenerSection reader = new ListenerSection(check, defaults.listeners().getFirst(), rules);
    List<ListenerConfig> listeners = top.sections("listeners", reader::read);
    return listeners == null ? defaults.listeners() : listeners;
  }
}
