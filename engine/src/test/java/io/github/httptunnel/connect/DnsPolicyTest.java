package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsPolicyTest {

  @Test
  void refusesAServerThatIsNoAddress() {
    List<InetSocketAddress> servers =
        List.of(InetSocketAddress.createUnresolved("dns.example", 53));

    assertThatThrownBy(() -> policy(servers, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dns.servers: dns.example (expected: an IP address)");
  }

  @Test
  void refusesNegativeTimesToLive() {
    assertThatThrownBy(() -> policy(List.of(), Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsAnswersForASecondAtLeastByDefault() {
    assertThat(DnsPolicy.caching(Duration.ofSeconds(60)))
        .isEqualTo(
            new DnsPolicy(
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                DnsPolicy.Prefer.AUTO));
  }

  private static DnsPolicy policy(List<InetSocketAddress> servers, Duration ttl) {
    return new DnsPolicy(servers, ttl, ttl, ttl, ttl, DnsPolicy.Prefer.AUTO);
  }
}
