package io.github.httptunnel.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.ListsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final Sources SOURCES =
      new Sources(Path.of("http-tunnel.yaml"), Map.of("trackers", Path.of("trackers.txt")));

  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stop() {
    loop.shutdownGracefully();
  }

  @Test
  void namesEachRuleOnTheWayAndWhatDecided() {
    AccessConfig access =
        access(
            rule(0, Action.ALLOW, new UsersMatcher(Set.of("ann"))),
            rule(1, Action.DENY, targets("*.ads.example")));
    assertThat(text(access, "www.ads.example:443"))
        .containsExactly(
            "www.ads.example:443: REFUSED, forbidden_rule by rules[1]",
            "asked by 192.0.2.7 at listener main, with CONNECT",
            "by name",
            "  passes  rules[0] allow (http-tunnel.yaml:10): other users",
            "  denies  rules[1] deny (http-tunnel.yaml:11): *.ads.example",
            "to change that: put a rule that allows it in front of the one that denies it");
  }

  @Test
  void namesTheEntryOfAList() {
    AccessConfig access = access(rule(0, Action.DENY, new ListsMatcher(Set.of("trackers"), true)));
    assertThat(text(access, "listed.example:443"))
        .startsWith("listed.example:443: REFUSED, forbidden_list by rules[0]")
        .contains("  denies  rules[0] deny (http-tunnel.yaml:10): listed in trackers.txt:1");
  }

  @Test
  void looksTheNameUpAndJudgesEachAddress() {
    AccessConfig access = access(rule(0, Action.DENY, targets("1.2.3.0/24")));
    assertThat(text(access, "two.example:443"))
        .containsExactly(
            "two.example:443: allowed",
            "asked by 192.0.2.7 at listener main, with CONNECT",
            "by name",
            "  depends rules[0] deny (http-tunnel.yaml:10): targets, once the address is known",
            "  allows  access.default",
            "  passes  access.ports.connect",
            "at 1.2.3.4",
            "  passes  access.private_targets: public",
            "  denies  rules[0] deny (http-tunnel.yaml:10): 1.2.3.0/24",
            "at 1.2.4.4",
            "  passes  access.private_targets: public",
            "  passes  rules[0] deny (http-tunnel.yaml:10): other targets",
            "  allows  access.default");
  }

  @Test
  void refusesANameOfWhichEveryAddressIsDenied() {
    assertThat(text(AccessConfig.defaults(), "inside.example:443"))
        .startsWith("inside.example:443: REFUSED, forbidden_private_address")
        .contains("  denies  access.private_targets: private");
  }

  @Test
  void saysThatANameLeadsNowhere() {
    assertThat(text(AccessConfig.defaults(), "nowhere.example:443"))
        .startsWith("nowhere.example:443: REFUSED, dns_no_such_name");
  }

  @Test
  void saysWhatIsNotKnownWithoutALookUp() {
    ExplainRequest request =
        new ExplainRequest(
            Books.target("inside.example:443"), Kind.TUNNEL, client(), null, null, false);
    Explanation explanation = explain(AccessConfig.defaults(), request);
    assertThat(explanation.allowed()).isTrue();
    assertThat(ExplanationText.lines(explanation, SOURCES))
        .contains("nothing was looked up: what its addresses are allowed is not known");
  }

  @Test
  void writesOneJsonObject() {
    AccessConfig access = access(rule(0, Action.REPORT, targets("two.example")));
    Explanation explanation = explain(access, request("two.example:443"));
    assertThat(ExplanationJson.of(explanation))
        .startsWith(
            "{\"target\":\"two.example:443\",\"kind\":\"tunnel\",\"client\":\"192.0.2.7\","
                + "\"listener\":\"main\",\"decision\":\"allowed\",\"rule\":\"rules[0]\","
                + "\"reported\":true,\"by_name\":[{\"subject\":\"rules[0]\",\"effect\":\"allows\","
                + "\"action\":\"report\",\"line\":10,\"reason\":\"two.example\"},")
        .contains("\"by_address\":[{\"address\":\"1.2.3.4\",\"steps\":[");
  }

  @Test
  void anUnknownListenerIsRefusedWithTheOnesThereAre() {
    ExplainRequest request =
        new ExplainRequest(
            Books.target("two.example:443"), Kind.TUNNEL, client(), null, "other", true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> explain(AccessConfig.defaults(), request))
        .withMessageContaining("main");
  }

  private List<String> text(AccessConfig access, String target) {
    return ExplanationText.lines(explain(access, request(target)), SOURCES);
  }

  private Explanation explain(AccessConfig access, ExplainRequest request) {
    Explainer explainer =
        Books.explainer(
            Books.view(access),
            Books.names(
                Map.of(
                    "two.example", Books.addresses("1.2.3.4", "1.2.4.4"),
                    "inside.example", Books.addresses("10.0.0.1"))),
            loop);
    return explainer.explain(request).awaitUninterruptibly().getNow();
  }

  private static ExplainRequest request(String target) {
    return new ExplainRequest(Books.target(target), Kind.TUNNEL, client(), null, null, true);
  }

  private static InetAddress client() {
    return InetAddress.ofLiteral("192.0.2.7");
  }

  private static AccessConfig access(Rule... rules) {
    return new AccessConfig(
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Map.of(),
        new RuleSet(List.of(rules), Action.ALLOW));
  }

  private static Rule rule(int index, Action action, Matcher... matchers) {
    return new Rule(new RuleRef("rules[" + index + "]"), action, List.of(matchers), index + 10);
  }

  private static TargetsMatcher targets(String... patterns) {
    return new TargetsMatcher(Stream.of(patterns).map(TargetPattern::parse).toList(), false);
  }
}
