package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedClientsTest {

  private static final Decision SERVED = new Decision.Allowed();
  private static final Decision TURNED_AWAY =
      new Decision.Denied(new Forbidden(Forbidden.Rule.CLIENT));

  private final Proof counts = new Shown("today's");
  private final Proof expired = new Shown("yesterday's");
  private final ServedClients served =
      new ServedClients(
          new ClientFilter(List.of(Cidr.parse("192.0.2.0/24"))),
          proof -> !proof.equals(expired),
          new EverythingAllowed());

  private record Shown(String what) implements Proof {}

  private static final class EverythingAllowed implements AccessPolicy {
    @Override
    public Decision byName(TunnelRequest request) {
      return SERVED;
    }

    @Override
    public Decision byAddress(TunnelRequest request, InetAddress address) {
      return SERVED;
    }
  }

  private Decision asked(String client, Proof... proofs) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(client), 1);
    ClientInfo info = new ClientInfo(address, "main", "http", false, 0).known("eve", proofs);
    return served.byName(new TunnelRequest(Requests.remote("a.example:443").target(), info));
  }

  @Test
  void asksTheRulesAboutClientsThatAreServed() {
    assertThat(asked("192.0.2.1")).isEqualTo(SERVED);
    assertThat(asked("192.0.2.1", counts)).isEqualTo(SERVED);
  }

  @Test
  void turnsAwayOthers() {
    assertThat(asked("198.51.100.1", counts)).isEqualTo(TURNED_AWAY);
  }

  @Test
  void turnsAwayThoseWhoseProofCountsNoMoreWhateverElseTheyProved() {
    assertThat(asked("192.0.2.1", expired)).isEqualTo(TURNED_AWAY);
    assertThat(asked("192.0.2.1", counts, expired)).isEqualTo(TURNED_AWAY);
  }
}
