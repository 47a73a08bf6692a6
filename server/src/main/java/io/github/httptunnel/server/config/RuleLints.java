package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.GroupsMatcher;
import io.github.httptunnel.access.ListenersMatcher;
import io.github.httptunnel.access.ListsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notices rules that are valid and cannot do what they seem to. */
final class RuleLints {

  private RuleLints() {}

  static void warn(
      Section section,
      AccessConfig access,
      List<RuleSection.Read> rules,
      List<ListenerConfig> listeners) {
    List<Rule> before = new ArrayList<>();
    for (RuleSection.Read read : rules) {
      shadowed(read, before);
      closed(read, access);
      unasked(read, listeners);
      before.add(read.rule());
    }
    if (access.rules().otherwise() == Action.DENY
        && access.allowedTargets() == null
        && before.stream().noneMatch(rule -> rule.action().allows())) {
      section.warn("default", "denies everything: no rule allows anything");
    }
  }

  private static void shadowed(RuleSection.Read read, List<Rule> before) {
    before.stream()
        .filter(earlier -> earlier.covers(read.rule()))
        .findFirst()
        .ifPresent(earlier ->
            read.section()
                .warn(
                    "can never match: "
                        + earlier.ref()
                        + " in line "
                        + earlier.line()
                        + " comes first and matches all that this does (put this in front of"
                        + " it, or remove it)"));
  }

  /** A rule about users where nobody is asked for a name, or about listeners that ask no rule. */
  private static void unasked(RuleSection.Read read, List<ListenerConfig> listeners) {
    List<ListenerConfig> where = where(read.rule(), listeners);
    if (!where.isEmpty() && where.stream().noneMatch(it -> it.mode() instanceof Mode.Http)) {
      read.said().warn("listeners", "match nothing: rules are not asked where there is a 'target'");
      return;
    }
    boolean asked = where.stream().anyMatch(listener -> listener.auth() != null);
    for (Matcher matcher : read.rule().matchers()) {
      if (!asked && (matcher instanceof UsersMatcher || matcher instanceof GroupsMatcher)) {
        read.said()
            .warn(
                matcher.key(),
                "match nobody: no listener for which this rule holds asks clients who they are"
                    + " (expected: auth beside its bind)");
      }
    }
  }

  /** Those for which a rule holds, of those in the file. */
  private static List<ListenerConfig> where(Rule rule, List<ListenerConfig> listeners) {
    return listeners.stream()
        .filter(listener ->
            rule.matchers().stream()
                .allMatch(matcher ->
                    !(matcher instanceof ListenersMatcher(Set<String> names))
                        || names.contains(listener.name())))
        .toList();
  }

  /** A list that nobody refers to protects nobody. */
  static void unused(Map<String, Section> lists, List<RuleSection.Read> rules) {
    Set<String> used =
        rules.stream()
            .flatMap(read -> read.rule().matchers().stream())
            .flatMap(matcher ->
                matcher instanceof ListsMatcher known
                    ? known.lists().stream()
                    : Stream.<String>of())
            .collect(Collectors.toSet());
    lists.forEach((name, section) -> {
      if (!used.contains(name)) {
        section.warn("no rule names this list (expected: lists: [" + name + "] in a rule)");
      }
    });
  }

  /** Rules stand behind the guard against private addresses, so they open none. */
  private static void closed(RuleSection.Read read, AccessConfig access) {
    if (!read.rule().action().allows()) {
      return;
    }
    for (Matcher matcher : read.rule().matchers()) {
      if (matcher instanceof TargetsMatcher targets) {
        targets.patterns().stream()
            .filter(pattern -> pattern.block() != null && access.keepsClosed(pattern.block()))
            .forEach(pattern -> read.section().warn(stays(pattern)));
      }
    }
  }

  private static String stays(TargetPattern pattern) {
    return "'"
        + Shown.of(pattern.text())
        + "' stays closed: private_targets denies it (add it to access.private_targets_except)";
  }
}
