package io.github.httptunnel.sni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SniScreenTest {

  private static SniScreen screen(SniPolicy policy) {
    return new SniScreen(policy, Duration.ofSeconds(10));
  }

  private static @Nullable CloseReason judge(
      SniPolicy policy, @Nullable String name, boolean ech, String asked) {
    return screen(policy).judge(new ClientHello(name, ech), host(asked));
  }

  private static @Nullable CloseReason judge(@Nullable String name, String asked) {
    return judge(SniPolicy.strict(), name, false, asked);
  }

  private static Host host(String text) {
    return ((TargetSyntax.HostSyntax.Valid) TargetSyntax.host(text)).host();
  }

  private static TunnelRequest request(int port, TunnelRequest.Kind kind) {
    InetSocketAddress address = InetSocketAddress.createUnresolved("client.example", 1);
    return new TunnelRequest(
        new Target(host("a.example"), port),
        new ClientInfo(address, "main", "http", true, 0),
        kind);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example",
    "A.Example, a.example",
    "a.example, A.EXAMPLE.",
    "a.example., a.example",
    "xn--bcher-kva.example, XN--BCHER-KVA.example",
    "192.0.2.1, 192.0.2.1"
  })
  void letsTheVeryHostThrough(String name, String asked) {
    assertThat(judge(name, asked)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "b.example, a.example",
    "www.a.example, a.example",
    "a.example, www.a.example",
    "a.example.b.example, a.example",
    "a.example, 192.0.2.1",
    "192.0.2.2, 192.0.2.1",
    "'a.example\u0000', a.example",
    "' a.example', a.example",
    "bücher.example, a.example"
  })
  void closesForAnyOther(String name, String asked) {
    assertThat(judge(name, asked)).isEqualTo(CloseReason.SNI_MISMATCH);
  }

  @Test
  void expectsANameForANameAndNoneForAnAddress() {
    assertThat(judge(null, "a.example")).isEqualTo(CloseReason.SNI_ABSENT);
    assertThat(judge(null, "192.0.2.1")).isNull();
    assertThat(judge(null, "[2001:db8::1]")).isNull();
  }

  @Test
  void canDoWithoutANameAndStillHoldsOthersToTheirs() {
    SniPolicy policy = new SniPolicy(Verdict.ALLOW, Verdict.DENY, Ech.MATCH, null);
    assertThat(judge(policy, null, false, "a.example")).isNull();
    assertThat(judge(policy, "b.example", false, "a.example")).isEqualTo(CloseReason.SNI_MISMATCH);
  }

  @ParameterizedTest
  @EnumSource(Ech.class)
  void encryptedHellosAreDecidedByTheirPolicyAlone(Ech ech) {
    SniPolicy policy = new SniPolicy(Verdict.DENY, Verdict.DENY, ech, null);
    CloseReason same = judge(policy, "a.example", true, "a.example");
    CloseReason other = judge(policy, "provider.example", true, "a.example");
    switch (ech) {
      case DENY -> {
        assertThat(same).isEqualTo(CloseReason.SNI_ENCRYPTED);
        assertThat(other).isEqualTo(CloseReason.SNI_ENCRYPTED);
      }
      case MATCH -> {
        assertThat(same).isNull();
        assertThat(other).isEqualTo(CloseReason.SNI_MISMATCH);
      }
      case ALLOW -> {
        assertThat(same).isNull();
        assertThat(other).isNull();
      }
    }
  }

  @Test
  void looksAtTunnelsToItsPortsOnly() {
    SniScreen screen =
        screen(new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.MATCH, Set.of(443, 8443)));
    assertThat(screen.of(request(443, TunnelRequest.Kind.TUNNEL))).isNotNull();
    assertThat(screen.of(request(22, TunnelRequest.Kind.TUNNEL))).isNull();
    assertThat(screen.of(request(443, TunnelRequest.Kind.EXCHANGE))).isNull();
    assertThat(screen(SniPolicy.strict()).of(request(22, TunnelRequest.Kind.TUNNEL))).isNotNull();
  }
}
