package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.tunnel.RuleRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code access}, and adds what the original keeps under {@code target_connection}.
 *
 * @param access where clients may go
 * @param relays the relay rules that come with some rules
 * @param sni what TLS inside tunnels must look like; absent: nobody looks
 * @param revokeAfter see {@link ServerConfig#revokeAfter()}
 */
record AccessSection(
    AccessConfig access,
    Map<RuleRef, RelayOverride> relays,
    @Nullable SniPolicy sni,
    @Nullable Duration revokeAfter) {

  /**
   * Reads the section.
   *
   * @param listeners those in the file
   * @param relays the names of all listeners there may be, and what tunnels may do on each
   */
  static AccessSection read(
      Section section,
      TargetConnection target,
      List<ListenerConfig> listeners,
      Map<String, RelayRules> relays,
      ServerConfig defaults) {
    Map<String, Section> places = new LinkedHashMap<>();
    Map<String, ListSource> lists =
        section.named(
            "lists",
            list -> {
              places.put(list.name(), list);
              return list(list);
            });
    RulesSection rules = RulesSection.read(section, lists, relays, claimsGroups(listeners));
    AccessConfig access = access(section, target, lists, rules.rules());
    RuleLints.warn(section, access, rules.read(), listeners);
    RuleLints.unused(places, rules.read());
    return new AccessSection(
        access,
        rules.relays(),
        SniSection.read(section),
        section.valueOrOff("revoke", Syntaxes.nowOrDuration(), defaults.revokeAfter()));
  }

  private static boolean claimsGroups(List<ListenerConfig> listeners) {
    return listeners.stream()
        .map(ListenerConfig::auth)
        .anyMatch(auth -> auth != null && auth.claimsGroups());
  }

  private static AccessConfig access(
      Section section, TargetConnection target, Map<String, ListSource> lists, RuleSet rules) {
    List<Cidr> except = section.list("private_targets_except", Syntaxes.cidr());
    Ports ports = section.section("ports", AccessSection::ports);
    return new AccessConfig(
        target.allowedTargets(),
        target.blockedTargets(),
        ports.connect(),
        ports.plain(),
        section.value("private_targets", Syntaxes.oneOf(PrivateTargets.class)),
        except == null ? List.of() : except,
        lists,
        rules);
  }

  private static @Nullable ListSource list(Section section) {
    Path file = section.value("file", Syntaxes.file(section.folder()));
    ListFormat format = section.value("format", Syntaxes.oneOf(ListFormat.class), ListFormat.AUTO);
    if (!section.has("file")) {
      section.error("'file' is missing (expected: the path of a list of names or addresses)");
    }
    return file == null ? null : new ListSource(file, format);
  }

  private record Ports(@Nullable Set<Integer> connect, @Nullable Set<Integer> plain) {}

  private static Ports ports(Section section) {
    return new Ports(ports(section, "connect"), ports(section, "plain"));
  }

  private static @Nullable Set<Integer> ports(Section section, String key) {
    List<Integer> ports = section.list(key, Syntaxes.whole(1, 65_535));
    return ports == null ? null : Set.copyOf(ports);
  }
}
