package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import java.util.ArrayList;
import java.util.List;

/** Notices rules that are valid and cannot do what they seem to. */
final class RuleLints {

  private RuleLints() {}

  static void warn(Section section, AccessConfig access, List<RuleSection.Read> rules) {
    List<Rule> before = new ArrayList<>();
    for (RuleSection.Read read : rules) {
      shadowed(read, before);
      closed(read, access);
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
