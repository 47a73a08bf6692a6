package io.github.httptunnel.access;

import static io.github.httptunnel.access.Rulings.clients;
import static io.github.httptunnel.access.Rulings.denied;
import static io.github.httptunnel.access.Rulings.targets;
import static io.github.httptunnel.access.Rulings.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.RuleRef;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCoverTest {

  @ParameterizedTest
  @MethodSource
  void covers(List<Matcher> first, List<Matcher> second, boolean covered) {
    assertThat(rule(first).covers(rule(second))).isEqualTo(covered);
  }

  static List<Arguments> covers() {
    return List.of(
        of(List.of(), List.of(users("ann")), true),
        of(List.of(users("ann")), List.of(), false),
        of(List.of(users("ann", "tim")), List.of(users("ann")), true),
        of(List.of(users("ann")), List.of(users("ann", "tim")), false),
        of(List.of(users("ann")), List.of(group("kids", "ann")), true),
        of(List.of(group("kids", "ann", "tim")), List.of(users("tim")), true),
        of(List.of(users("ann")), List.of(users("ann"), targets("a.example")), true),
        of(List.of(users("ann"), targets("a.example")), List.of(users("ann")), false),
        of(List.of(clients("10.0.0.0/8")), List.of(clients("10.1.0.0/16", "10.2.0.1")), true),
        of(List.of(clients("10.0.0.0/8")), List.of(clients("10.1.0.0/16", "11.0.0.1")), false),
        of(List.of(targets("*.a.example")), List.of(targets("x.a.example", "y.a.example")), true),
        of(List.of(targets("1.2.3.0/24")), List.of(denied("1.2.3.4")), false),
        of(List.of(targets("*.a.example")), List.of(denied("x.a.example")), true),
        of(List.of(denied("1.2.3.0/24")), List.of(targets("1.2.3.4")), true),
        of(List.of(lists("a", "b")), List.of(lists("a")), true),
        of(List.of(lists("a")), List.of(targets("*")), false),
        of(List.of(listeners("a", "b")), List.of(listeners("b")), true),
        of(List.of(times("mon 08:00-09:00")), List.of(times("mon 08:00-09:00")), true),
        of(List.of(times("mon 08:00-09:00")), List.of(times("mon 08:00-10:00")), false));
  }

  private static Arguments of(List<Matcher> first, List<Matcher> second, boolean covered) {
    return Arguments.of(first, second, covered);
  }

  private static Rule rule(List<Matcher> matchers) {
    return new Rule(new RuleRef("rules[0]"), Action.ALLOW, matchers, 1);
  }

  private static Matcher group(String name, String... members) {
    return new GroupsMatcher(Set.of(name), Set.of(members));
  }

  private static Matcher lists(String... names) {
    return new ListsMatcher(Set.of(names), true);
  }

  private static Matcher listeners(String... names) {
    return new ListenersMatcher(Set.of(names));
  }

  private static Matcher times(String window) {
    return new TimesMatcher(List.of(TimeWindow.parse(window)), ZoneOffset.UTC);
  }
}
