package io.github.httptunnel.server.config;

import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the top level of the file. */
final class ServerSection {

  private final KeyMaterialCheck check;
  private final ServerConfig defaults = ServerConfig.defaults();

  ServerSection(KeyMaterialCheck check) {
    this.check = check;
  }

  private record ClientConnection(Duration initiationTimeout, RelayPolicy relay) {}

  ServerConfig read(Section top) {
    ClientConnection client = top.section("client_connection", this::client);
    TargetConnection target =
        top.section("target_connection", section -> TargetConnection.read(section, defaults));
    LimitsSection.Limits limits =
        top.section("limits", section -> LimitsSection.read(section, defaults));
    RelayRules everywhere = new RelayRules(client.relay(), target.relay());
    List<ListenerConfig> listeners = listeners(top, everywhere);
    AccessSection access =
        top.section(
            "access",
            section ->
                AccessSection.read(
                    section, target, listeners, rulesOf(listeners, everywhere), defaults));
    return new ServerConfig(
        listeners,
        client.initiationTimeout(),
        client.relay(),
        target.relay(),
        ConnectPolicy.within(target.connectTimeout()),
        top.section("dns", section -> DnsSection.read(section, target.dnsCacheTtl(), defaults)),
        access.access(),
        access.relays(),
        access.sni(),
        access.revokeAfter(),
        top.section("http", section -> HttpSection.read(section, defaults.exchanges())),
        limits.bandwidth(),
        limits.policy(),
        limits.tunnels(),
        limits.drainTimeout(),
        top.section("log", section -> LogSection.read(section, defaults.log())),
        AdminSection.read(top),
        TracingSection.read(top),
        top.value("relay_engine", Syntaxes.oneOf(RelayEngine.class), defaults.relayEngine()),
        top.value("legacy_responses", Syntaxes.trueFalse(), defaults.legacyResponses()),
        top.value("reload_on_change", Syntaxes.onOff(), defaults.reloadOnChange()));
  }

  private ClientConnection client(Section section) {
    return new ClientConnection(
        section.value("initiation_timeout", Syntaxes.timeout(), defaults.initiationTimeout()),
        section.section("relay_policy", relay -> RelaySection.read(relay, defaults.upstream())));
  }

  /** Of those in the file, and of those that a command may put in their place. */
  private static Map<String, RelayRules> rulesOf(
      List<ListenerConfig> listeners, RelayRules everywhere) {
    Map<String, RelayRules> rules = new LinkedHashMap<>();
    for (ListenerConfig listener : listeners) {
      rules.put(listener.name(), listener.relay() == null ? everywhere : listener.relay());
    }
    for (String command : ListenerConfig.OF_COMMANDS) {
      rules.putIfAbsent(command, everywhere);
    }
    return rules;
  }

  private List<ListenerConfig> listeners(Section top, RelayRules rules) {
    ListenerSection reader = new ListenerSection(check, defaults.listeners().getFirst(), rules);
    List<ListenerConfig> listeners = top.sections("listeners", reader::read);
    if (listeners == null) {
      top.assumedSections(
          "listeners", ListenerSettings.of(defaults.listeners(), new ValueOrigin.Default()));
      return defaults.listeners();
    }
    return listeners;
  }
}
