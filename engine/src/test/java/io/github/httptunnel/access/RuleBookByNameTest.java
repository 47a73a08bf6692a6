package io.github.httptunnel.access;

import static io.github.httptunnel.access.Requests.local;
import static io.github.httptunnel.access.Requests.plain;
import static io.github.httptunnel.access.Requests.remote;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Forbidden.Rule;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookByNameTest {

  @Test
  void allowsAnyNameByDefault() {
    assertAllowed(AccessConfig.defaults(), remote("public.example:443"));
  }

  @Test
  void searchesTheAllowedPatternAnywhereInHostAndPort() {
    assertAllowed(allowed("rust-lang\\.org:443$"), remote("www.rust-lang.org:443"));
  }

  @Test
  void refusesWhatTheAllowedPatternDoesNotFind() {
    assertDenied(allowed("rust-lang\\.org:443$"), remote("public.example:443"), Rule.NOT_ALLOWED);
  }

  @Test
  void searchesInTheNormalisedTarget() {
    assertAllowed(allowed("^public\\.example:443$"), remote("Public.EXAMPLE.:443"));
  }

  @Test
  void searchesInTheShortestFormOfAnIpv6Address() {
    assertAllowed(allowed("^\\[2001:db8::1]:443$"), remote("[2001:DB8:0:0::0001]:443"));
  }

  @Test
  void takesPatternsAsCaseSensitive() {
    assertDenied(allowed("PUBLIC"), remote("PUBLIC.example:443"), Rule.NOT_ALLOWED);
  }

  @Test
  void refusesWhatTheBlockedPatternFinds() {
    AccessConfig config = config(null, "(?i)TRACKER", null);
    assertDenied(config, remote("a.tracker.example:443"), Rule.BLOCKED);
    assertAllowed(config, remote("public.example:443"));
  }

  @Test
  void letsBlockedWinOverAllowed() {
    assertDenied(config(".*", "example", null), remote("public.example:443"), Rule.BLOCKED);
  }

  @Test
  void namesThePatternRatherThanThePortWhenBothRefuse() {
    assertDenied(config(null, "example", null), remote("public.example:25"), Rule.BLOCKED);
    assertDenied(allowed("other"), remote("public.example:25"), Rule.NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 25, 80, 442, 444, 3_306, 8_443, 11_211, 65_535})
  void refusesAClientElsewhereEveryPortBut443ByDefault(int port) {
    assertDenied(AccessConfig.defaults(), remote("public.example:" + port), Rule.PORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 80, 443, 65_535})
  void allowsAClientOnThisMachineEveryPortByDefault(int port) {
    assertAllowed(AccessConfig.defaults(), local("public.example:" + port));
  }

  @Test
  void allowsEverybodyThePortsThatTheOperatorNames() {
    AccessConfig config = config(null, null, Set.of(22, 8_443));
    assertAllowed(config, remote("public.example:22"));
    assertAllowed(config, local("public.example:8443"));
  }

  @Test
  void refusesEverybodyThePortsThatTheOperatorDoesNotName() {
    AccessConfig config = config(null, null, Set.of(22, 8_443));
    assertDenied(config, remote("public.example:443"), Rule.PORT);
    assertDenied(config, local("public.example:443"), Rule.PORT);
  }

  @Test
  void refusesEveryPortWhenTheOperatorNamesNone() {
    assertDenied(config(null, null, Set.of()), local("public.example:443"), Rule.PORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 8_080})
  void allowsAClientElsewhereThePortsOfWebServersForPlainRequests(int port) {
    assertAllowed(AccessConfig.defaults(), plain(remote("public.example:" + port)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 79, 81, 443, 8_079, 8_081, 65_535})
  void refusesAClientElsewhereAllOtherPortsForPlainRequests(int port) {
    assertDenied(AccessConfig.defaults(), plain(remote("public.example:" + port)), Rule.PORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 80, 443, 65_535})
  void allowsAClientOnThisMachineEveryPortForPlainRequests(int port) {
    assertAllowed(AccessConfig.defaults(), plain(local("public.example:" + port)));
  }

  @Test
  void keepsThePortsOfTunnelsAndOfPlainRequestsApart() {
    AccessConfig config = new AccessConfig(null, null, Set.of(443), Set.of(8_000), null, List.of());
    assertAllowed(config, plain(remote("public.example:8000")));
    assertDenied(config, plain(remote("public.example:80")), Rule.PORT);
    assertDenied(config, plain(local("public.example:443")), Rule.PORT);
    assertDenied(config, remote("public.example:8000"), Rule.PORT);
  }

  private static AccessConfig allowed(String pattern) {
    return config(pattern, null, null);
  }

  private static AccessConfig config(String allowed, String blocked, Set<Integer> ports) {
    return new AccessConfig(
        allowed == null ? null : Pattern.compile(allowed),
        blocked == null ? null : Pattern.compile(blocked),
        ports,
        null,
        null,
        List.of());
  }

  private static void assertAllowed(AccessConfig config, TunnelRequest request) {
    assertThat(new RuleBook(config, new OwnAddresses()).byName(request))
        .isEqualTo(new Decision.Allowed());
  }

  private static void assertDenied(AccessConfig config, TunnelRequest request, Rule rule) {
    assertThat(new RuleBook(config, new OwnAddresses()).byName(request))
        .isEqualTo(new Decision.Denied(new Forbidden(rule)));
  }
}
