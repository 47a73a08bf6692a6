package io.github.httptunnel.access;

import static io.github.httptunnel.access.Requests.remote;
import static io.github.httptunnel.access.Rulings.denied;
import static io.github.httptunnel.access.Rulings.ip;
import static io.github.httptunnel.access.Rulings.list;
import static io.github.httptunnel.access.Rulings.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names, and rules about the addresses they lead to. */
class RulesByAddressTest {

  private static final Decision FOR_THE_TIME_BEING = new Decision.Allowed();
  private static final TunnelRequest NAME = remote("example.org:443");

  @Test
  void aRuleAboutAddressesHoldsForANameThatLeadsThere() {
    RuleBook book = new Rulings().deny(denied("1.2.3.0/24")).book();
    assertThat(book.byName(NAME)).isEqualTo(FOR_THE_TIME_BEING);
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isEqualTo(refused(0));
    assertThat(book.byAddress(NAME, ip("1.2.4.4"))).isEqualTo(FOR_THE_TIME_BEING);
  }

  @Test
  void aRuleAboutAddressesHoldsForALiteralAtOnce() {
    RuleBook book = new Rulings().deny(denied("1.2.3.0/24")).book();
    assertThat(book.byName(remote("1.2.3.4:443"))).isEqualTo(refused(0));
  }

  @Test
  void aNameThatAnEarlierRuleAllowsStaysAllowedWhereverItLeads() {
    RuleBook book = new Rulings().allow(targets("example.org")).deny(denied("1.2.3.0/24")).book();
    assertThat(book.byName(NAME)).isEqualTo(allowed(0));
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isEqualTo(allowed(0));
  }

  @Test
  void aNameThatALaterRuleAllowsIsStoppedByAnEarlierOneAboutItsAddress() {
    RuleBook book = new Rulings().deny(denied("1.2.3.0/24")).allow(targets("example.org")).book();
    assertThat(book.byName(NAME)).isEqualTo(FOR_THE_TIME_BEING);
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isEqualTo(refused(0));
    assertThat(book.byAddress(NAME, ip("1.2.4.4"))).isEqualTo(allowed(1));
  }

  @Test
  void aNameIsDeniedAtOnceIfNoAddressCouldChangeThat() {
    RuleBook book = new Rulings().deny(denied("1.2.3.0/24")).deny(denied("example.org")).book();
    assertThat(book.byName(NAME)).isEqualTo(refused(1));
    RuleBook byDefault =
        new Rulings().deny(denied("1.2.3.0/24")).allow(targets("other.example")).book();
    assertThat(byDefault.byName(NAME)).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void aNameIsLookedUpIfAnEarlierRuleMightAllowItsAddress() {
    RuleBook book = new Rulings().allow(targets("1.2.3.0/24")).deny(denied("example.org")).book();
    assertThat(book.byName(NAME)).isEqualTo(FOR_THE_TIME_BEING);
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isEqualTo(allowed(0));
    assertThat(book.byAddress(NAME, ip("1.2.4.4"))).isEqualTo(refused(1));
  }

  @Test
  void eachAddressIsJudgedForItself() {
    RuleBook book = new Rulings().deny(denied("1.2.3.4")).report(targets("1.2.3.0/24")).book();
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isEqualTo(refused(0));
    assertThat(book.byAddress(NAME, ip("1.2.3.5")))
        .isEqualTo(new Decision.Allowed(new RuleRef("rules[1]"), true));
  }

  @Test
  void whatIsDeniedIsNotReachedThroughATranslatorEither() {
    RuleBook book = new Rulings().deny(denied("1.2.3.0/24")).book();
    assertThat(book.byAddress(NAME, ip("64:ff9b::1.2.3.4"))).isEqualTo(refused(0));
    assertThat(book.byAddress(NAME, ip("64:ff9b::1.2.4.4"))).isEqualTo(FOR_THE_TIME_BEING);
    assertThat(book.byName(remote("[64:ff9b::1.2.3.4]:443"))).isEqualTo(refused(0));
  }

  @Test
  void whatIsAllowedIsNotReachedThroughATranslator() {
    RuleBook book = new Rulings().allow(targets("1.2.3.0/24")).book();
    assertThat(book.byAddress(NAME, ip("64:ff9b::1.2.3.4"))).isInstanceOf(Decision.Denied.class);
    assertThat(book.byAddress(NAME, ip("::ffff:1.2.3.4"))).isEqualTo(allowed(0));
  }

  @Test
  void noRuleOpensAPrivateAddress() {
    RuleBook book = new Rulings().allow(targets("*")).book();
    assertThat(book.byAddress(NAME, ip("10.0.0.1")))
        .isEqualTo(new Decision.Denied(new Forbidden(Forbidden.Rule.PRIVATE_ADDRESS)));
  }

  @Test
  void aListOfAddressesHoldsForANameThatLeadsThere() {
    RuleBook book =
        new Rulings()
            .deny(new ListsMatcher(Set.of("bad"), true))
            .book(Map.of("bad", list("bad", "1.2.3.4")));
    assertThat(book.byName(NAME)).isEqualTo(FOR_THE_TIME_BEING);
    assertThat(book.byAddress(NAME, ip("1.2.3.4"))).isInstanceOf(Decision.Denied.class);
    assertThat(book.byAddress(NAME, ip("64:ff9b::1.2.3.4"))).isInstanceOf(Decision.Denied.class);
    assertThat(book.byAddress(NAME, ip("1.2.3.5"))).isEqualTo(FOR_THE_TIME_BEING);
  }

  @Test
  void aListOfNamesLeavesNothingOpenOnceANameIsNotThere() {
    RuleBook book =
        new Rulings()
            .allow(new ListsMatcher(Set.of("good"), false))
            .book(Map.of("good", list("good", "www.example.org")));
    assertThat(book.byName(NAME)).isInstanceOf(Decision.Denied.class);
  }

  private static Decision allowed(int rule) {
    return new Decision.Allowed(new RuleRef("rules[" + rule + "]"), false);
  }

  private static Decision refused(int rule) {
    return new Decision.Denied(
        new Forbidden(Forbidden.Rule.RULE), new RuleRef("rules[" + rule + "]"));
  }
}
