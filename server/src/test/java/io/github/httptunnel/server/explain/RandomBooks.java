package io.github.httptunnel.server.explain;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ClientsMatcher;
import io.github.httptunnel.access.ListenersMatcher;
import io.github.httptunnel.access.ListsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import io.github.httptunnel.access.TimeWindow;
import io.github.httptunnel.access.TimesMatcher;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import java.net.InetAddress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Rules and requests made by chance, from few words, so that they meet often. */
final class RandomBooks {

  static final Map<String, List<InetAddress>> NAMES =
      Map.of(
          "a.example", Books.addresses("1.2.3.4"),
          "www.a.example", Books.addresses("1.2.3.5", "1.2.4.5"),
          "b.example", Books.addresses("1.2.4.4", "64:ff9b::102:304"),
          "ads.b.example", Books.addresses("2a00::1", "1.2.3.4"),
          "listed.example", Books.addresses("1.2.4.9"),
          "inside.example", Books.addresses("10.0.0.1"),
          "mixed.example", Books.addresses("10.0.0.1", "1.2.3.4"));

  private static final List<String> PATTERNS =
      List.of(
          "*",
          "a.example",
          "*.a.example:443",
          "b.example:80,443",
          "*.example",
          "1.2.3.0/24",
          "1.2.4.0/24:443",
          "1.2.3.4",
          "2a00::/16",
          "10.0.0.0/8",
          "~(www|ads)\\..*");

  private static final List<String> HOSTS =
      List.of("1.2.3.4", "1.2.4.4", "10.0.0.1", "[2a00::1]", "[64:ff9b::102:304]", "gone.example");

  private final Random random;

  RandomBooks(long seed) {
    this.random = new Random(seed);
  }

  AccessConfig access() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      rules.add(rule(rules.size()));
    }
    return new AccessConfig(
        random.nextInt(6) == 0 ? Pattern.compile("a\\.example:443$") : null,
        random.nextInt(6) == 0 ? Pattern.compile("^ads\\.") : null,
        random.nextInt(3) == 0 ? Set.of(443, 80) : null,
        random.nextInt(3) == 0 ? Set.of(443, 80) : null,
        one(List.of(PrivateTargets.ALLOW, PrivateTargets.DENY)),
        List.of(),
        Map.of(),
        new RuleSet(
            rules, random.nextInt(3) == 0 ? one(List.of(Action.ALLOW, Action.DENY)) : null));
  }

  ExplainRequest request() {
    List<String> hosts = new ArrayList<>(HOSTS);
    hosts.addAll(NAMES.keySet().stream().sorted().toList());
    return new ExplainRequest(
        Books.target(one(hosts) + ":" + one(List.of(80, 443))),
        one(List.of(Kind.values())),
        InetAddress.ofLiteral(one(List.of("127.0.0.1", "192.0.2.1", "198.51.100.1"))),
        random.nextInt(3) == 0 ? one(List.of("ann", "eve")) : null,
        null,
        true);
  }

  private Rule rule(int index) {
    Action action = one(List.of(Action.values()));
    boolean denies = action == Action.DENY;
    List<Matcher> matchers = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      matchers.add(
          new TargetsMatcher(
              List.of(TargetPattern.parse(one(PATTERNS)), TargetPattern.parse(one(PATTERNS))),
              denies));
    }
    if (random.nextInt(5) == 0) {
      matchers.add(new ListsMatcher(Set.of("trackers"), denies));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new ClientsMatcher(List.of(Cidr.parse("192.0.2.0/24"))));
    }
    if (random.nextInt(5) == 0) {
      matchers.add(new UsersMatcher(Set.of("ann")));
    }
    if (random.nextInt(6) == 0) {
      matchers.add(new ListenersMatcher(Set.of(one(List.of("main", "other")))));
    }
    if (random.nextInt(6) == 0) {
      String hours = one(List.of("mon 11:00-13:00", "tue 00:00-24:00"));
      matchers.add(new TimesMatcher(List.of(TimeWindow.parse(hours)), ZoneOffset.UTC));
    }
    return new Rule(new RuleRef("rules[" + index + "]"), action, matchers, index + 1);
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
