package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.connect.DnsPolicy.Prefer;
import io.github.httptunnel.tunnel.Host;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopOrderTest {

  private static final Host.Name NAME = new Host.Name("example.org");
  private static final Host.Name OTHER = new Host.Name("example.net");
  private static final InetAddress V6A = InetAddress.ofLiteral("2001:db8::a");
  private static final InetAddress V6B = InetAddress.ofLiteral("2001:db8::b");
  private static final InetAddress V4A = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V4B = InetAddress.ofLiteral("192.0.2.2");
  private static final List<InetAddress> ALL = List.of(V4A, V4B, V6A, V6B);

  private final MockTicker ticker = Ticker.newMockTicker();

  @Test
  void letsTheFamiliesTakeTurnsFromIpv6() {
    assertThat(order(Prefer.AUTO).arrange(NAME, ALL)).containsExactly(V6A, V4A, V6B, V4B);
  }

  @Test
  void startsWithIpv4WhenToldTo() {
    assertThat(order(Prefer.IPV4).arrange(NAME, ALL)).containsExactly(V4A, V6A, V4B, V6B);
  }

  @Test
  void keepsTheRestOfTheLongerFamilyAtTheEnd() {
    assertThat(order(Prefer.AUTO).arrange(NAME, List.of(V4A, V4B, V6A)))
        .containsExactly(V6A, V4A, V4B);
  }

  @Test
  void putsTheLastWinnerFirst() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, ALL, V4B);

    assertThat(order.arrange(NAME, ALL)).containsExactly(V4B, V6A, V4A, V6B);
  }

  @Test
  void putsTheLastWinnerFirstInItsFamilyOnlyWhenAFamilyIsPreferred() {
    LoopOrder order = order(Prefer.IPV6);
    order.learn(NAME, ALL, V4B);

    assertThat(order.arrange(NAME, ALL)).containsExactly(V6A, V4B, V6B, V4A);
  }

  @Test
  void forgetsAWinnerThatIsNoLongerAnAddressOfTheName() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, List.of(V4B), V4B);

    assertThat(order.arrange(NAME, List.of(V4A, V6A))).containsExactly(V6A, V4A);
  }

  @Test
  void startsOtherNamesWithIpv4AfterIpv6Lost() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, ALL, V4A);

    assertThat(order.arrange(OTHER, ALL)).startsWith(V4A, V6A);
  }

  @Test
  void learnsNothingAboutIpv6FromANameWithoutIt() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, List.of(V4A), V4A);

    assertThat(order.arrange(OTHER, ALL)).startsWith(V6A);
  }

  @Test
  void givesIpv6AnotherChanceAfterTenMinutes() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, ALL, V4A);

    ticker.advance(10 * 60_000 - 1, TimeUnit.MILLISECONDS);
    assertThat(order.arrange(OTHER, ALL)).startsWith(V4A);
    ticker.advance(1, TimeUnit.MILLISECONDS);
    assertThat(order.arrange(OTHER, ALL)).startsWith(V6A);
  }

  @Test
  void returnsToIpv6OnceItWins() {
    LoopOrder order = order(Prefer.AUTO);
    order.learn(NAME, ALL, V4A);
    order.learn(NAME, ALL, V6B);

    assertThat(order.arrange(OTHER, ALL)).startsWith(V6A);
  }

  @Test
  void remembersABoundedNumberOfNames() {
    LoopOrder order = order(Prefer.IPV4);
    order.learn(NAME, ALL, V4B);
    order.learn(OTHER, ALL, V4B);
    order.learn(new Host.Name("third.example"), ALL, V4B);

    assertThat(order.arrange(NAME, ALL)).startsWith(V4A);
    assertThat(order.arrange(OTHER, ALL)).startsWith(V4B);
  }

  private LoopOrder order(Prefer prefer) {
    return new LoopOrder(prefer, ticker, 2);
  }
}
