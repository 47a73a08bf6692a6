package io.github.httptunnel.access;

import static io.github.httptunnel.access.Addresses.ip;
import static io.github.httptunnel.access.Addresses.mapped;
import static io.github.httptunnel.access.Requests.local;
import static io.github.httptunnel.access.Requests.remote;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Forbidden.Rule;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookByAddressTest {

  private static final TunnelRequest REMOTE = remote("public.example:443");
  private static final TunnelRequest LOCAL = local("public.example:443");
  private static final Decision ALLOWED = new Decision.Allowed();

  private final OwnAddresses own = new OwnAddresses();

  @Test
  void allowsAPublicAddress() {
    assertThat(rules(null).byAddress(REMOTE, ip("198.20.0.0"))).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "10.0.0.1", "100.64.0.1", "192.0.2.1", "::1", "fd00::1", "3fff::1"})
  void refusesAClientElsewhereAReservedAddressByDefault(String address) {
    assertThat(rules(null).byAddress(REMOTE, ip(address))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "fd00::1"})
  void allowsAClientOnThisMachineAPrivateAddressByDefault(String address) {
    assertThat(rules(null).byAddress(LOCAL, ip(address))).isEqualTo(ALLOWED);
  }

  @Test
  void refusesEverybodyAPrivateAddressWhenToldTo() {
    RuleBook rules = rules(PrivateTargets.DENY);
    assertThat(rules.byAddress(LOCAL, ip("127.0.0.1"))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
    assertThat(rules.byAddress(REMOTE, ip("127.0.0.1"))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
  }

  @Test
  void allowsEverybodyAPrivateAddressWhenToldTo() {
    RuleBook rules = rules(PrivateTargets.ALLOW);
    assertThat(rules.byAddress(LOCAL, ip("10.0.0.1"))).isEqualTo(ALLOWED);
    assertThat(rules.byAddress(REMOTE, ip("10.0.0.1"))).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0", "10.1.255.255"})
  void allowsWhatIsExcepted(String address) {
    RuleBook rules = rules(PrivateTargets.DENY, "10.1.0.0/16");
    assertThat(rules.byAddress(REMOTE, ip(address))).isEqualTo(ALLOWED);
    assertThat(rules.byAddress(REMOTE, mapped(address))).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.255.255", "10.2.0.0", "64:ff9b::10.1.0.1", "fd00::1"})
  void refusesWhatLiesBesideTheException(String address) {
    RuleBook rules = rules(PrivateTargets.DENY, "10.1.0.0/16");
    assertThat(rules.byAddress(REMOTE, ip(address))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0/16", "fd00::/8"})
  void keepsTheDefaultForOthersBesideAnException(String except) {
    RuleBook rules = rules(null, except);
    assertThat(rules.byAddress(LOCAL, ip("192.168.0.1"))).isEqualTo(ALLOWED);
    assertThat(rules.byAddress(REMOTE, ip("192.168.0.1"))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "fd00:ec2::254",
        "64:ff9b::169.254.169.254",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255"
      })
  void refusesWhatIsNeverATargetWhateverIsSaid(String address) {
    Stream.of(
            rules(null),
            rules(PrivateTargets.ALLOW),
            rules(PrivateTargets.DENY, "0.0.0.0/0", "::/0"))
        .forEach(rules -> {
          assertThat(rules.byAddress(LOCAL, ip(address))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
          assertThat(rules.byAddress(REMOTE, ip(address))).isEqualTo(denied(Rule.PRIVATE_ADDRESS));
        });
  }

  @ParameterizedTest
  @EnumSource
  void refusesOurOwnListenerWhateverIsSaid(PrivateTargets setting) {
    own.add(new InetSocketAddress(ip("127.0.0.1"), 443));
    assertThat(rules(setting).byAddress(LOCAL, ip("127.0.0.1")))
        .isEqualTo(denied(Rule.OWN_ADDRESS));
  }

  @Test
  void comparesThePortOfTheRequestWithOurOwn() {
    own.add(new InetSocketAddress(ip("127.0.0.1"), 8_443));
    assertThat(rules(null).byAddress(LOCAL, ip("127.0.0.1"))).isEqualTo(ALLOWED);
  }

  @Test
  void letsTheOperatorsTargetBeAnywhere() {
    AccessPolicy rules = new OperatorTarget(own);
    assertThat(rules.byName(remote("localhost:25"))).isEqualTo(ALLOWED);
    assertThat(rules.byAddress(remote("localhost:25"), ip("127.0.0.1"))).isEqualTo(ALLOWED);
    assertThat(rules.byAddress(REMOTE, ip("169.254.169.254"))).isEqualTo(ALLOWED);
  }

  @Test
  void refusesOurOwnListenerAsTheOperatorsTarget() {
    own.add(new InetSocketAddress(ip("127.0.0.1"), 443));
    assertThat(new OperatorTarget(own).byAddress(REMOTE, ip("127.0.0.1")))
        .isEqualTo(denied(Rule.OWN_ADDRESS));
  }

  private RuleBook rules(PrivateTargets setting, String... except) {
    List<Cidr> blocks = Stream.of(except).map(Cidr::parse).toList();
    return new RuleBook(new AccessConfig(null, null, null, null, setting, blocks), own);
  }

  private static Decision denied(Rule rule) {
    return new Decision.Denied(new Forbidden(rule));
  }
}
