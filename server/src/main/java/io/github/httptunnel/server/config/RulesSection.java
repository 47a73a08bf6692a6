package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.RuleRef;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code access} says about rules.
 *
 * @param rules in the order of the file
 * @param read the same, with their places
 * @param relays relay rules that come with a rule
 */
record RulesSection(
    RuleSet rules, List<RuleSection.Read> read, Map<RuleRef, RelayOverride> relays) {

  /**
   * Reads rules, groups and the default.
   *
   * @param lists by name
   * @param listeners the names of all listeners there may be, and what holds on each without a rule
   * @param claimed whether clients may prove themselves what groups they belong to
   */
  static RulesSection read(
      Section access, Map<String, ?> lists, Map<String, RelayRules> listeners, boolean claimed) {
    Map<String, List<String>> groups = access.section("groups", RulesSection::groups);
    ZoneId zone = access.value("time_zone", RuleSyntaxes.zone(), ZoneId.systemDefault());
    RuleSection reader =
        new RuleSection(new RuleSection.Known(groups, lists, listeners, zone, claimed));
    List<RuleSection.Read> read = access.sections("rules", reader::read);
    List<RuleSection.Read> rules = read == null ? List.of() : read;
    Action otherwise = access.value("default", RuleSyntaxes.otherwise());
    RuleSet set = new RuleSet(rules.stream().map(RuleSection.Read::rule).toList(), otherwise);
    access.assumed("default", set.allowsTheRest() ? "allow" : "deny");
    return new RulesSection(set, rules, relays(rules, listeners));
  }

  private static Map<String, List<String>> groups(Section section) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String name : section.names()) {
      List<String> members = section.list(name, RuleSyntaxes.user());
      groups.put(name, members == null ? List.of() : members);
    }
    return groups;
  }

  private static Map<RuleRef, RelayOverride> relays(
      List<RuleSection.Read> rules, Map<String, RelayRules> listeners) {
    Map<RuleRef, RelayOverride> relays = new LinkedHashMap<>();
    for (RuleSection.Read read : rules) {
      if (read.relay() != null) {
        relays.put(read.rule().ref(), read.relay().checkedWith(listeners.values()));
      }
    }
    return relays;
  }
}
