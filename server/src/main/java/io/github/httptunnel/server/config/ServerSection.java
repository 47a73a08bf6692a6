package io.github.httptunnel.server.config;

import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.relay.RelayPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the top level of the file. */
final class ServerSection {

  private static final int MOST_TUNNELS = 10_000_000;

  private final KeyMaterialCheck check;
  private final ServerConfig defaults = ServerConfig.defaults();

  ServerSection(KeyMaterialCheck check) {
    this.check = check;
  }

  private record ClientConnection(Duration initiationTimeout, RelayPolicy relay) {}

  private record Limits(@Nullable Integer tunnels, Duration drainTimeout) {}

  ServerConfig read(Section top) {
    ClientConnection client = top.section("client_connection", this::client);
    TargetConnection target =
        top.section("target_connection", section -> TargetConnection.read(section, defaults));
    Limits limits = top.section("limits", this::limits);
    return new ServerConfig(
        listeners(top),
        client.initiationTimeout(),
        client.relay(),
        target.relay(),
        ConnectPolicy.within(target.connectTimeout()),
        top.section("dns", section -> DnsSection.read(section, target.dnsCacheTtl(), defaults)),
        top.section("access", section -> AccessSection.read(section, target)),
        top.section("http", section -> HttpSection.read(section, defaults.exchanges())),
        limits.tunnels(),
        limits.drainTimeout(),
        top.section("log", section -> LogSection.read(section, defaults.log())),
        top.value("legacy_responses", Syntaxes.trueFalse(), defaults.legacyResponses()));
  }

  private ClientConnection client(Section section) {
    return new ClientConnection(
        section.value("initiation_timeout", Syntaxes.timeout(), defaults.initiationTimeout()),
        section.section("relay_policy", relay -> RelaySection.read(relay, defaults.upstream())));
  }

  private Limits limits(Section section) {
    return new Limits(
        section.value("tunnels", Syntaxes.whole(1, MOST_TUNNELS)),
        section.value("drain_timeout", Syntaxes.duration(), defaults.drainTimeout()));
  }

  private List<ListenerConfig> listeners(Section top) {
    ListenerSection reader = new ListenerSection(check, defaults.listeners().getFirst());
    List<ListenerConfig> listeners = top.sections("listeners", reader::read);
    return listeners == null ? defaults.listeners() : listeners;
  }
}
