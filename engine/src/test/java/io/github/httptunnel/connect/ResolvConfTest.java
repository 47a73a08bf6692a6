package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

  @Test
  void readsServersInTheirOrder() {
    ResolvConf conf =
        ResolvConf.parse(
            List.of("# local", "nameserver 192.0.2.1", "  nameserver\t2001:db8::1 ", "options x"));

    assertThat(conf.servers())
        .containsExactly(
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 53),
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 53));
  }

  @Test
  void asksThisMachineWhenNoServerIsNamed() {
    assertThat(ResolvConf.parse(List.of("")).servers())
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53));
  }

  @Test
  void passesOverWhatIsNoAddress() {
    assertThat(ResolvConf.parse(List.of("nameserver dns.example", "nameserver")).servers())
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53));
  }

  @Test
  void takesTheLastOfSearchAndDomain() {
    assertThat(ResolvConf.parse(List.of("domain a.example", "search B.example. c")).searchDomains())
        .containsExactly("b.example", "c");
  }

  @Test
  void ignoresTheRootAsASearchDomain() {
    assertThat(ResolvConf.parse(List.of("search .")).searchDomains()).isEmpty();
  }
}
