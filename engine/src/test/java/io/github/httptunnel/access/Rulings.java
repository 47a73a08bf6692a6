package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.RuleRef;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules for tests, written one after another. */
final class Rulings {

  private final List<Rule> rules = new ArrayList<>();
  private @Nullable Action otherwise;

  Rulings allow(Matcher... matchers) {
    return add(Action.ALLOW, matchers);
  }

  Rulings deny(Matcher... matchers) {
    return add(Action.DENY, matchers);
  }

  Rulings report(Matcher... matchers) {
    return add(Action.REPORT, matchers);
  }

  Rulings otherwise(Action action) {
    otherwise = action;
    return this;
  }

  private Rulings add(Action action, Matcher... matchers) {
    rules.add(new Rule(new RuleRef("rules[" + rules.size() + "]"), action, List.of(matchers), 0));
    return this;
  }

  RuleSet set() {
    return new RuleSet(rules, otherwise);
  }

  AccessConfig config() {
    return new AccessConfig(null, null, null, null, null, List.of(), Map.of(), set());
  }

  RuleBook book() {
    return book(Map.of());
  }

  RuleBook book(Map<String, NameList> lists) {
    return new RuleBook(config(), new OwnAddresses(), lists, InstantSource.fixed(Instant.EPOCH));
  }

  /** As a rule that denies sees them. */
  static TargetsMatcher denied(String... patterns) {
    return new TargetsMatcher(patterns(patterns), true);
  }

  /** As a rule that allows sees them. */
  static TargetsMatcher targets(String... patterns) {
    return new TargetsMatcher(patterns(patterns), false);
  }

  static ClientsMatcher clients(String... blocks) {
    return new ClientsMatcher(Stream.of(blocks).map(Cidr::parse).toList());
  }

  static UsersMatcher users(String... names) {
    return new UsersMatcher(Set.of(names));
  }

  private static List<TargetPattern> patterns(String... patterns) {
    return Stream.of(patterns).map(TargetPattern::parse).toList();
  }

  /** A list that holds these names alone, or addresses. */
  static NameList list(String name, String... entries) {
    List<String> all = List.of(entries);
    return new NameList() {
      @Override
      public @Nullable ListHit find(Host host) {
        int index = all.indexOf(host.text());
        return index < 0 ? null : new ListHit(name, index + 1);
      }

      @Override
      public boolean holdsAddresses() {
        return all.stream().anyMatch(entry -> Character.isDigit(entry.charAt(0)));
      }
    };
  }

  static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
