package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.ClientsMatcher;
import io.github.httptunnel.access.GroupsMatcher;
import io.github.httptunnel.access.ListenersMatcher;
import io.github.httptunnel.access.ListsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import io.github.httptunnel.access.TimesMatcher;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.tunnel.RuleRef;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code access.rules}, one after another. */
final class RuleSection {

  private final Known known;
  private final Set<String> names = new LinkedHashSet<>();
  private int count;

  RuleSection(Known known) {
    this.known = known;
  }

  /**
   * What rules may name.
   *
   * @param groups each with its members
   * @param lists by name
   * @param listeners by name
   * @param zone whose clock counts
   * @param claimed whether tokens may name groups that the file does not
   */
  record Known(
      Map<String, List<String>> groups,
      Map<String, ?> lists,
      Map<String, ?> listeners,
      ZoneId zone,
      boolean claimed) {}

  /**
   * A rule, and what is to be said about it.
   *
   * @param section its place in the file
   * @param said what it does, and with what
   * @param relay its relay rules; absent if it has none of its own
   */
  record Read(Rule rule, Section section, Section said, @Nullable RelaySection relay) {}

  private record Said(Section section, List<Matcher> matchers) {}

  Read read(Section section) {
    String place = "rules[" + count + "]";
    count++;
    RuleRef ref = new RuleRef(name(section, place));
    Map<Action, Said> said = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      Said one = section.optionalSection(action.code(), it -> new Said(it, matchers(it, action)));
      if (one != null) {
        said.put(action, one);
      }
    }
    RelaySection relay = section.optionalSection("relay_policy", RelaySection::read);
    Action action = said.isEmpty() ? Action.DENY : said.keySet().iterator().next();
    complain(section, said.size(), action, relay);
    Said first = said.getOrDefault(action, new Said(section, List.of()));
    Rule rule = new Rule(ref, action, first.matchers(), section.line());
    return new Read(rule, section, first.section(), relay);
  }

  private static void complain(
      Section section, int actions, Action action, @Nullable RelaySection relay) {
    if (actions != 1) {
      section.error(
          actions == 0
              ? "says nothing to do (expected: one of allow, deny, report)"
              : "says two things to do (expected: one of allow, deny, report in each rule)");
    } else if (relay != null && !action.allows()) {
      section.error("relay_policy", "does not go with 'deny' (remove one)");
    }
  }

  private String name(Section section, String place) {
    String name = section.value("name", Syntaxes.label());
    if (name == null) {
      return place;
    }
    if (!names.add(name)) {
      section.error("name", "'" + name + "' names another rule too");
    }
    if (name.equals(RuleSet.DEFAULT.label())) {
      section.error("name", "'" + name + "' is what records call the decision without a rule");
    }
    return name;
  }

  private List<Matcher> matchers(Section section, Action action) {
    boolean denies = !action.allows();
    List<Matcher> matchers = new ArrayList<>();
    add(matchers, targets(section), patterns -> new TargetsMatcher(patterns, denies));
    add(
        matchers,
        section.list("lists", RuleSyntaxes.known("list", known.lists())),
        lists -> new ListsMatcher(new LinkedHashSet<>(lists), denies));
    add(matchers, section.list("clients", Syntaxes.cidr()), ClientsMatcher::new);
    add(
        matchers,
        section.list("users", RuleSyntaxes.user()),
        users -> new UsersMatcher(Set.copyOf(users)));
    add(
        matchers,
        section.list(
            "groups",
            known.claimed()
                ? RuleSyntaxes.claimedGroup()
                : RuleSyntaxes.known("group", known.groups())),
        groups -> new GroupsMatcher(Set.copyOf(groups), members(groups), known.claimed()));
    add(
        matchers,
        section.list("listeners", RuleSyntaxes.known("listener", known.listeners())),
        listeners -> new ListenersMatcher(Set.copyOf(listeners)));
    add(
        matchers,
        section.list("times", RuleSyntaxes.times()),
        times -> new TimesMatcher(times, known.zone()));
    if (section.isEmpty()) {
      section.error(
          "matches every request (expected: at least one key; for every request, targets: [\"*\"])");
    }
    return matchers;
  }

  private static @Nullable List<TargetPattern> targets(Section section) {
    List<TargetPattern> patterns = section.list("targets", RuleSyntaxes.targets());
    for (TargetPattern pattern : patterns == null ? List.<TargetPattern>of() : patterns) {
      String expression = pattern.expression();
      if (expression != null && LooseTargets.hasOpenDot(expression)) {
        section.warn(
            "targets",
            "in '"
                + Shown.of(pattern.text())
                + "' a dot matches any character"
                + LooseTargets.suchAs(LooseExample.host(expression))
                + "; write \\.");
      }
    }
    return patterns;
  }

  private Set<String> members(List<String> groups) {
    return groups.stream()
        .flatMap(group -> known.groups().getOrDefault(group, List.of()).stream())
        .collect(Collectors.toSet());
  }

  private static <T> void add(
      List<Matcher> matchers, @Nullable List<T> values, Function<List<T>, Matcher> kind) {
    if (values != null && !values.isEmpty()) {
      matchers.add(kind.apply(values));
    }
  }
}
