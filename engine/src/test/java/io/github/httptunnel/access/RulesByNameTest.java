package io.github.httptunnel.access;

import static io.github.httptunnel.access.Requests.remote;
import static io.github.httptunnel.access.Rulings.clients;
import static io.github.httptunnel.access.Rulings.denied;
import static io.github.httptunnel.access.Rulings.list;
import static io.github.httptunnel.access.Rulings.targets;
import static io.github.httptunnel.access.Rulings.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesByNameTest {

  private static final Decision ALLOWED = new Decision.Allowed();

  @Test
  void theFirstRuleThatMatchesDecides() {
    RuleBook book =
        new Rulings()
            .allow(targets("www.example.org"))
            .deny(denied("*.example.org"))
            .allow(targets("*"))
            .book();
    assertThat(book.byName(remote("www.example.org:443"))).isEqualTo(allowed(0));
    assertThat(book.byName(remote("ads.example.org:443"))).isEqualTo(refused(1));
    assertThat(book.byName(remote("example.org:443"))).isEqualTo(allowed(2));
  }

  @Test
  void whereNoRuleMatchesDenyingRulesAloneAllow() {
    RuleBook book = new Rulings().deny(denied("ads.example")).book();
    assertThat(book.byName(remote("example.org:443"))).isEqualTo(ALLOWED);
  }

  @Test
  void whereNoRuleMatchesAnAllowingRuleDenies() {
    RuleBook book = new Rulings().allow(targets("example.org")).book();
    assertThat(book.byName(remote("other.example:443"))).isEqualTo(byDefault());
  }

  @Test
  void aReportIsNoAllowingRule() {
    RuleBook book = new Rulings().report(targets("example.org")).book();
    assertThat(book.byName(remote("other.example:443"))).isEqualTo(ALLOWED);
    assertThat(book.byName(remote("example.org:443")))
        .isEqualTo(new Decision.Allowed(new RuleRef("rules[0]"), true));
  }

  @Test
  void anExplicitDefaultComesBeforeTheImplicitOne() {
    Rulings allowing = new Rulings().allow(targets("example.org"));
    assertThat(allowing.otherwise(Action.ALLOW).book().byName(remote("other.example:443")))
        .isEqualTo(ALLOWED);
    Rulings denying = new Rulings().deny(denied("ads.example"));
    assertThat(denying.otherwise(Action.DENY).book().byName(remote("other.example:443")))
        .isEqualTo(byDefault());
  }

  @Test
  void aDefaultWithoutRulesHoldsForEverything() {
    assertThat(new Rulings().otherwise(Action.DENY).book().byName(remote("example.org:443")))
        .isEqualTo(byDefault());
  }

  @Test
  void allMatchersOfARuleHaveToMatch() {
    RuleBook book =
        new Rulings().deny(denied("ads.example"), clients("192.0.2.0/24"), users("eve")).book();
    assertThat(book.byName(request("ads.example:443", "192.0.2.1", "eve"))).isEqualTo(refused(0));
    assertThat(book.byName(request("ads.example:443", "192.0.2.1", "bob"))).isEqualTo(ALLOWED);
    assertThat(book.byName(request("ads.example:443", "192.0.2.1", null))).isEqualTo(ALLOWED);
    assertThat(book.byName(request("ads.example:443", "192.0.3.1", "eve"))).isEqualTo(ALLOWED);
    assertThat(book.byName(request("www.example:443", "192.0.2.1", "eve"))).isEqualTo(ALLOWED);
  }

  @Test
  void aClientInMappedFormCountsAsIpv4() {
    RuleBook book = new Rulings().deny(clients("192.0.2.0/24")).book();
    assertThat(book.byName(request("example.org:443", "::ffff:192.0.2.1", null)))
        .isEqualTo(refused(0));
  }

  @Test
  void aGroupIsItsMembers() {
    RuleBook book =
        new Rulings().deny(new GroupsMatcher(Set.of("kids"), Set.of("ann", "tim"))).book();
    assertThat(book.byName(request("example.org:443", "192.0.2.1", "tim"))).isEqualTo(refused(0));
    assertThat(book.byName(request("example.org:443", "192.0.2.1", "Tim"))).isEqualTo(ALLOWED);
  }

  @Test
  void aRuleForAListenerHoldsThereAlone() {
    RuleBook book = new Rulings().deny(new ListenersMatcher(Set.of("main"))).book();
    assertThat(book.byName(remote("example.org:443"))).isEqualTo(refused(0));
    RuleBook other = new Rulings().deny(new ListenersMatcher(Set.of("guests"))).book();
    assertThat(other.byName(remote("example.org:443"))).isEqualTo(ALLOWED);
  }

  @Test
  void aTimeIsThatOfTheZone() {
    TimesMatcher evenings =
        new TimesMatcher(List.of(TimeWindow.parse("mon 20:00-22:00")), ZoneId.of("Asia/Tokyo"));
    AccessConfig config = new Rulings().deny(evenings).config();
    Instant mondayNoonUtc = Instant.parse("2026-11-30T12:00:00Z");
    assertThat(at(config, mondayNoonUtc)).isEqualTo(refused(0));
    assertThat(at(config, mondayNoonUtc.plusSeconds(3600))).isEqualTo(ALLOWED);
  }

  @Test
  void aListedNameIsRefusedAsListed() {
    RuleBook book =
        new Rulings()
            .deny(new ListsMatcher(Set.of("ads"), true))
            .book(Map.of("ads", list("ads", "ads.example")));
    assertThat(book.byName(remote("ads.example:443")))
        .isEqualTo(
            new Decision.Denied(new Forbidden(Forbidden.Rule.LIST), new RuleRef("rules[0]")));
    assertThat(book.byName(remote("example.org:443"))).isEqualTo(ALLOWED);
  }

  @Test
  void blockedTargetsWinOverARuleAndARuleOverAllowedTargets() {
    RuleSet rules = new Rulings().allow(targets("*.example.org")).set();
    AccessConfig config =
        new AccessConfig(
            Pattern.compile("^other\\.example:"),
            Pattern.compile("^ads\\."),
            null,
            null,
            null,
            List.of(),
            Map.of(),
            rules);
    RuleBook book = new RuleBook(config, new OwnAddresses());
    assertThat(book.byName(remote("ads.example.org:443")))
        .isEqualTo(new Decision.Denied(new Forbidden(Forbidden.Rule.BLOCKED)));
    assertThat(book.byName(remote("www.example.org:443"))).isEqualTo(allowed(0));
    assertThat(book.byName(remote("other.example:443"))).isEqualTo(ALLOWED);
    assertThat(book.byName(remote("third.example:443")))
        .isEqualTo(new Decision.Denied(new Forbidden(Forbidden.Rule.NOT_ALLOWED)));
  }

  @Test
  void anAllowingRuleDoesNotOpenAPort() {
    RuleBook book = new Rulings().allow(targets("example.org:22")).book();
    assertThat(book.byName(remote("example.org:22")))
        .isEqualTo(new Decision.Denied(new Forbidden(Forbidden.Rule.PORT)));
  }

  private static Decision at(AccessConfig config, Instant time) {
    return new RuleBook(config, new OwnAddresses(), Map.of(), InstantSource.fixed(time))
        .byName(remote("example.org:443"));
  }

  private static TunnelRequest request(String target, String client, @Nullable String user) {
    ClientInfo info =
        new ClientInfo(new InetSocketAddress(Rulings.ip(client), 50_000), "main", "http", false, 0);
    return new TunnelRequest(remote(target).target(), info, TunnelRequest.Kind.TUNNEL, user);
  }

  private static Decision allowed(int rule) {
    return new Decision.Allowed(new RuleRef("rules[" + rule + "]"), false);
  }

  private static Decision refused(int rule) {
    return new Decision.Denied(
        new Forbidden(Forbidden.Rule.RULE), new RuleRef("rules[" + rule + "]"));
  }

  private static Decision byDefault() {
    return new Decision.Denied(new Forbidden(Forbidden.Rule.NOT_ALLOWED), RuleSet.DEFAULT);
  }
}
