package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steps before the first dial, under a clock that stands still. */
class DirectConnectorTest {

  private static final Host.Name NAME = new Host.Name("www.example.org");
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress OWN = InetAddress.ofLiteral("10.0.0.2");
  private static final Forbidden IS_PRIVATE = new Forbidden(Forbidden.Rule.PRIVATE_ADDRESS);
  private static final Forbidden IS_OWN = new Forbidden(Forbidden.Rule.OWN_ADDRESS);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final FrozenLoop time = new FrozenLoop();
  private final Access access = new Access(Map.of(PRIVATE, IS_PRIVATE, OWN, IS_OWN));
  private final Promise<Resolution> lookUp = time.loop().newPromise();

  @Test
  void refusesALiteralAddressThatIsDeniedWithoutALookUp() {
    assertThat(connect(new Host.Address(PRIVATE)).getNow())
        .isEqualTo(new ConnectResult.Failed(IS_PRIVATE, null));
  }

  @Test
  void asksAboutEveryAddressOfAName() {
    Future<ConnectResult> result = connect(NAME);
    lookUp.setSuccess(new Resolution.Found(List.of(PRIVATE, OWN)));

    assertThat(access.asked()).containsExactly(PRIVATE, OWN);
    assertThat(result.getNow()).isEqualTo(new ConnectResult.Failed(IS_PRIVATE, Duration.ZERO));
  }

  @Test
  void tellsHowLongAFailedLookUpTook() {
    Unresolvable refusal = new Unresolvable(Unresolvable.Answer.NO_SUCH_NAME);
    Future<ConnectResult> result = connect(NAME);
    time.advance(Duration.ofMillis(120));
    lookUp.setSuccess(new Resolution.Failed(refusal));

    assertThat(result.getNow())
        .isEqualTo(new ConnectResult.Failed(refusal, Duration.ofMillis(120)));
  }

  @Test
  void endsALookUpAtTheDeadline() {
    Future<ConnectResult> result = connect(NAME);
    time.advance(TIMEOUT.minusNanos(1));
    assertThat(result.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    assertThat(result.getNow())
        .isEqualTo(new ConnectResult.Failed(new TimedOut(TimedOut.Wait.DNS), TIMEOUT));
    assertThat(lookUp.isCancelled()).isTrue();
  }

  @Test
  void givesTheLookUpUpWhenCancelled() {
    connect(NAME).cancel(false);

    assertThat(lookUp.isCancelled()).isTrue();
  }

  @Test
  void failsForAFaultOfTheResolver() {
    IllegalStateException fault = new IllegalStateException("fault");
    Future<ConnectResult> result = connect(NAME);
    lookUp.setFailure(fault);

    assertThat(result.cause()).isSameAs(fault);
  }

  @Test
  void failsForAFaultBehindTheLookUp() {
    Future<ConnectResult> result = connect(NAME);
    lookUp.setSuccess(new Resolution.Found(List.of(PUBLIC)));

    assertThat(result.cause()).isInstanceOf(NoChannel.class);
  }

  private Future<ConnectResult> connect(Host host) {
    DirectConnector connector =
        new DirectConnector(
            (_, _, _) -> lookUp,
            new AddressOrder(DnsPolicy.Prefer.AUTO),
            access,
            new ConnectPolicy(TIMEOUT, Duration.ofSeconds(4), Duration.ofMillis(250)),
            DirectConnectorTest::noDialer);
    return connector.connect(Requests.to(host, 443), time.loop());
  }

  private static Bootstrap noDialer(EventLoop loop) {
    throw new NoChannel();
  }

  private static final class NoChannel extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
