package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ClientsMatcher;
import io.github.httptunnel.access.GroupsMatcher;
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
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.RuleRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

  @TempDir private Path folder;

  private static final Path FOLDER = Path.of("src/test/resources/config");

  @Test
  void thereAreNoRulesByDefault() {
    assertThat(ServerConfig.defaults().access().rules()).isEqualTo(RuleSet.NONE);
  }

  @Test
  void readsAllThatARuleCanSay() throws IOException {
    RuleSet rules = everything().access().rules();
    assertThat(rules.otherwise()).isEqualTo(Action.DENY);
    assertThat(rules.rules())
        .extracting(Rule::ref)
        .containsExactly(new RuleRef("evenings"), new RuleRef("rules[1]"), new RuleRef("rules[2]"));
    assertThat(rules.rules())
        .extracting(Rule::action)
        .containsExactly(Action.ALLOW, Action.DENY, Action.REPORT);
    Matcher targets = new TargetsMatcher(patterns("*.example.org:443", "192.0.2.0/24"), false);
    assertThat(rules.rules().getFirst().matchers())
        .containsExactly(
            targets,
            new ListsMatcher(Set.of("office_1"), false),
            new ClientsMatcher(List.of(Cidr.parse("10.1.0.0/16"))),
            new UsersMatcher(Set.of("eve")),
            new GroupsMatcher(Set.of("kids"), Set.of("ann", "tim"), true),
            new ListenersMatcher(Set.of("pem")),
            new TimesMatcher(
                List.of(TimeWindow.parse("mon-fri 17:00-20:00")), ZoneId.of("Europe/Berlin")));
    assertThat(rules.rules().get(1).matchers())
        .containsExactly(new TargetsMatcher(patterns("~ads[0-9]+\\.example\\.org"), true));
  }

  @Test
  void aRuleKnowsItsLine() {
    RuleSet rules =
        rules(
            """
            access:
              rules:
                - deny: { targets: [a.example] }
                - allow: { targets: ["*"] }
            """);
    assertThat(rules.rules()).extracting(Rule::line).containsExactly(3, 4);
  }

  @Test
  void relayRulesOfARuleAreLaidOverThoseOfTheListener() throws IOException {
    RelayOverride said = everything().relayOfRules().get(new RuleRef("evenings"));
    RelayRules over = said.over(RelayRules.defaults());
    assertThat(over.upstream().maxLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(over.downstream().maxLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(over.upstream().idleTimeout()).isEqualTo(RelayPolicy.defaults().idleTimeout());
  }

  @Test
  void aRuleMayNameTheListenersThatCommandsMake() {
    assertThat(
            rules(
                    """
                    listeners: [{ name: office }]
                    access: { rules: [{ deny: { listeners: [office, http, https, tcp] } }] }
                    """)
                .rules())
        .hasSize(1);
  }

  @Test
  void aRuleThatCanNeverMatchIsNoticed() {
    assertThat(
            warnings(
                """
                access:
                  rules:
                    - deny: { targets: ["*.example.org"] }
                    - allow: { targets: [www.example.org:443] }
                """))
        .isEqualTo(
            "test.yaml:4:7: warning: access.rules[1]: can never match: rules[0] in line 3 comes"
                + " first and matches all that this does (put this in front of it, or remove it)");
  }

  @Test
  void aRuleForEverythingInFrontOfOthersIsNoticed() {
    assertThat(
            warnings(
                """
                access:
                  rules:
                    - { name: all, allow: { targets: ["*"] } }
                    - deny: { users: [eve] }
                """))
        .contains("access.rules[1]: can never match: all in line 3 comes first");
  }

  @Test
  void rulesThatShareSomeTargetsAreNotNoticed() {
    assertThat(
            warnings(
                """
                access:
                  rules:
                    - allow: { targets: [www.example.org] }
                    - deny: { targets: ["*.example.org"] }
                    - deny: { targets: ["*"], clients: [10.0.0.0/8] }
                    - allow: { targets: ["*"] }
                """))
        .isEmpty();
  }

  @Test
  void anExpressionWithAnOpenDotIsNoticed() {
    assertThat(warnings("access: { rules: [{ deny: { targets: ['~ads.example.org'] } }] }"))
        .contains(
            "access.rules[0].deny.targets: in '~ads.example.org' a dot matches any character");
    assertThat(warnings("access: { rules: [{ deny: { targets: ['~ads.*\\.example'] } }] }"))
        .isEmpty();
  }

  @Test
  void aPrivateBlockThatNoRuleCanOpenIsNoticed() {
    String rule = "rules: [{ allow: { targets: [10.1.0.0/16] } }]";
    assertThat(warnings("access: { private_targets: deny, " + rule + " }"))
        .contains(
            "access.rules[0]: '10.1.0.0/16' stays closed: private_targets denies it"
                + " (add it to access.private_targets_except)");
    assertThat(warnings("access: { private_targets: allow, " + rule + " }")).isEmpty();
    assertThat(
            warnings(
                "access: { private_targets: deny, private_targets_except: [10.0.0.0/8], "
                    + rule
                    + " }"))
        .isEmpty();
  }

  @Test
  void aRuleAboutUsersWhereNobodyIsAskedIsNoticed() {
    assertThat(
            warnings(
                """
                access:
                  rules:
                    - allow: { users: [eve] }
                """))
        .startsWith(
            "test.yaml:3:23: warning: access.rules[0].allow.users: match nobody: no listener for"
                + " which this rule holds asks clients who they are");
    assertThat(
            warnings("access: { groups: { kids: [tim] }, rules: [{ deny: { groups: [kids] } }] }"))
        .contains("access.rules[0].deny.groups: match nobody");
  }

  @Test
  void aRuleAboutUsersOfAListenerThatAsksIsNotNoticed() throws IOException {
    Path users =
        Files.writeString(folder.resolve("users"), "eve:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=\n");
    String listeners =
        "listeners: [{ name: open }, { name: asks, bind: '127.0.0.1:1', auth: { users: '%s' } }]\n"
            .formatted(users);
    assertThat(warnings(listeners + "access: { rules: [{ deny: { users: [eve] } }] }")).isEmpty();
    String here = "access: { rules: [{ deny: { users: [eve], listeners: [%s] } }] }";
    assertThat(warnings(listeners + here.formatted("asks"))).isEmpty();
    assertThat(warnings(listeners + here.formatted("open"))).contains("match nobody");
  }

  @Test
  void aRuleForAListenerWithATargetIsNoticed() {
    assertThat(
            warnings(
                "listeners: [{ name: one, target: 'a.example:1' }]\n"
                    + "access: { rules: [{ deny: { listeners: [one] } }] }"))
        .isEqualTo(
            "test.yaml:2:40: warning: access.rules[0].deny.listeners: match nothing: rules are not"
                + " asked where there is a 'target'");
  }

  @Test
  void aListThatNoRuleNamesIsNoticed() throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "ads.example\n");
    String access = "access: { lists: { ads: { file: '%s' } }%s }";
    assertThat(warnings(access.formatted(list, "")))
        .isEqualTo(
            "test.yaml:1:25: warning: access.lists.ads: no rule names this list (expected: lists:"
                + " [ads] in a rule)");
    assertThat(warnings(access.formatted(list, ", rules: [{ deny: { lists: [ads] } }]"))).isEmpty();
  }

  @Test
  void aDefaultThatLeavesNothingIsNoticed() {
    assertThat(warnings("access: { default: deny }"))
        .contains("access.default: denies everything: no rule allows anything");
    assertThat(warnings("access: { default: deny, rules: [{ report: { targets: [a.example] } }] }"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rules: [{ deny: {} }]                        | access.rules[0].deny: matches every request
          rules: [{ name: x }]                         | access.rules[0]: says nothing to do
          rules: [{ deny: { users: [a] }, allow: { users: [b] } }] | says two things to do
          rules: [{ drop: { users: [a] } }]            | access.rules[0].drop: unknown key
          rules: [{ deny: { via: [a] } }]              | access.rules[0].deny.via: unknown key
          rules: [{ deny: { lists: [ads] } }]          | access.rules[0].deny.lists[0]: 'ads' names no list
          rules: [{ deny: { groups: [kids] } }]        | 'kids' names no group (expected: a group, of which the file names none)
          groups: { kids: [ann] }, rules: [{ deny: { groups: [kid] } }] | 'kid' names no group; did you mean 'kids'?
          rules: [{ deny: { listeners: [man] } }]      | 'man' names no listener; did you mean 'main'?
          rules: [{ deny: { times: [always] } }]       | 'always' is no time window (expected: days and hours
          rules: [{ deny: { targets: ["https://a.b/"] } }] | 'https://a.b/' is a URL (write its host
          rules: [{ deny: { targets: [".a.example"] } }] | '.a.example' begins with a dot (write *.example.org
          rules: [{ name: default, deny: { users: [a] } }] | 'default' is what records call the decision without a rule
          rules: [{ name: x, deny: { users: [a] } }, { name: x, deny: { users: [b] } }] | 'x' names another rule too
          rules: [{ deny: { users: [a] }, relay_policy: { max_lifetime: 1h } }] | relay_policy: does not go with 'deny'
          rules: [{ allow: { users: [a] }, relay_policy: { min_rate_bpm: 61, max_rate_bps: 1 } }] | 61 bytes per minute is above max_rate_bps
          groups: { "Not A Name": [a] }                | access.groups.Not A Name: 'Not A Name' is not a name
          groups: { kids: ["a:b"] }                    | access.groups.kids[0]: 'a:b' is no user's name
          time_zone: Nowhere                           | access.time_zone: 'Nowhere' is no time zone
          default: maybe                               | access.default: 'maybe' is not known
          default: report                              | access.default: 'report' is not known
          """)
  void saysWhatIsWrong(String access, String report) {
    assertThat(ConfigText.report(ConfigText.read("access: { " + access + " }"))).contains(report);
  }

  private static ServerConfig everything() throws IOException {
    byte[] yaml = Files.readAllBytes(FOLDER.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), FOLDER)).config();
  }

  private static RuleSet rules(String yaml) {
    return ConfigText.load(yaml).access().rules();
  }

  private static String warnings(String yaml) {
    return ConfigText.warnings(ConfigText.read(yaml));
  }

  private static List<TargetPattern> patterns(String... patterns) {
    return Stream.of(patterns).map(TargetPattern::parse).toList();
  }
}
