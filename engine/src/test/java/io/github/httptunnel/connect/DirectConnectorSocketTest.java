package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.ConnectResult.Connected;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Real connections on loopback, with either transport. */
@ParameterizedClass
@EnumSource
class DirectConnectorSocketTest {

  enum Transport {
    EPOLL,
    NIO
  }

  private static final Host.Name NAME = new Host.Name("www.example.org");
  private static final InetAddress LIVE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");
  private static final Forbidden DENIED = new Forbidden(Forbidden.Rule.PRIVATE_ADDRESS);
  private static final String SYN_SENT = "02";

  @Parameter Transport transport;

  private LiveLoop live;
  private ServerSocket target;

  @BeforeEach
  void start() throws IOException {
    live = transport == Transport.EPOLL ? LiveLoop.epoll() : LiveLoop.nio();
    target = new ServerSocket(0, 200, LIVE);
  }

  @AfterEach
  void stop() throws IOException {
    live.close();
    target.close();
  }

  @Test
  void connectsToALiteralAddressWithoutALookUp() throws Exception {
    ConnectResult result = connect(new Host.Address(LIVE), port(), List.of(), Map.of());

    assertThat(result).isInstanceOf(Connected.class);
    assertThat(((Connected) result).dns()).isNull();
  }

  @Test
  void givesAConnectionThatNobodyReadsYet() throws Exception {
    Channel channel = channel(connect(NAME, port(), List.of(LIVE), Map.of()));

    assertThat(channel.isActive()).isTrue();
    assertThat(channel.config().getOption(ChannelOption.AUTO_READ)).isFalse();
    assertThat(channel.eventLoop()).isSameAs(live.loop());
  }

  @Test
  void dialsTheVeryAddressThatWasAllowed() throws Exception {
    Channel channel = channel(connect(NAME, port(), List.of(OTHER, LIVE), Map.of(OTHER, DENIED)));

    assertThat(channel.remoteAddress()).isEqualTo(new InetSocketAddress(LIVE, port()));
    assertThat(live.made()).isEqualTo(1);
  }

  @Test
  void dialsNothingWhenEveryAddressIsDenied() throws Exception {
    ConnectResult result = connect(NAME, port(), List.of(LIVE), Map.of(LIVE, DENIED));

    assertThat(refusal(result)).isEqualTo(DENIED);
    assertThat(live.made()).isZero();
  }

  @Test
  void saysThatTheTargetRefused() throws Exception {
    int port = port();
    target.close();

    assertThat(refusal(connect(NAME, port, List.of(LIVE), Map.of())))
        .isEqualTo(new Unreachable(Unreachable.Cause.REFUSED));
    assertThat(live.open()).isEmpty();
  }

  @Test
  void saysThatDescriptorsRanOut() throws Exception {
    DirectConnector connector =
        new DirectConnector(
            (_, _, loop) -> loop.newSucceededFuture(new Resolution.Found(List.of(OTHER, LIVE))),
            new AddressOrder(DnsPolicy.Prefer.AUTO),
            new Access(Map.of()),
            ConnectPolicy.within(Duration.ofSeconds(5)),
            live::exhausted);

    assertThat(refusal(live.await(() -> connector.connect(Requests.to(NAME, port()), live.loop()))))
        .isEqualTo(new Overloaded(Overloaded.Resource.DESCRIPTORS));
  }

  @Test
  void goesPastAnAddressThatRefusesEveryTime() throws Exception {
    for (int i = 0; i < 40; i++) {
      channel(connect(NAME, port(), List.of(OTHER, LIVE), Map.of())).close().sync();
    }

    assertThat(live.open()).isEmpty();
  }

  @Test
  void goesPastAnAddressThatDoesNotAnswerEveryTime() throws Exception {
    try (FullListener _ = new FullListener(OTHER, port())) {
      for (int i = 0; i < 40; i++) {
        channel(connect(NAME, port(), List.of(OTHER, LIVE), Map.of())).close().sync();
      }

      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void dialsTheAddressThatWorkedFirstTheNextTime() throws Exception {
    DirectConnector connector = connector(List.of(OTHER, LIVE), Map.of(), Duration.ofSeconds(5));
    channel(live.await(() -> connector.connect(Requests.to(NAME, port()), live.loop())));
    int before = live.made();
    channel(live.await(() -> connector.connect(Requests.to(NAME, port()), live.loop())));

    assertThat(live.made() - before).isEqualTo(1);
  }

  @Test
  void timesOutAndLeavesNoSocketBehind() throws Exception {
    try (FullListener mute = new FullListener(OTHER, 0)) {
      DirectConnector connector = connector(List.of(OTHER), Map.of(), Duration.ofMillis(300));
      ConnectResult result =
          live.await(
              () -> connector.connect(Requests.to(NAME, mute.address().getPort()), live.loop()));

      assertThat(refusal(result)).isEqualTo(new TimedOut(TimedOut.Wait.CONNECT));
      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void leavesNoUnansweredSynBehindWhenCancelled() throws Exception {
    try (FullListener mute = new FullListener(OTHER, 0)) {
      int port = mute.address().getPort();
      long before = unanswered(port);
      DirectConnector connector = connector(List.of(OTHER), Map.of(), Duration.ofSeconds(30));
      List<Future<ConnectResult>> pending =
          List.of(
              live.start(() -> connector.connect(Requests.to(NAME, port), live.loop())),
              live.start(() -> connector.connect(Requests.to(NAME, port), live.loop())));
      await().until(() -> unanswered(port) == before + 2);
      pending.forEach(result -> result.cancel(false));

      await().until(() -> live.open().isEmpty());
      await().until(() -> unanswered(port) == before);
    }
  }

  @Test
  void leavesNothingOpenHoweverEarlyOrLateItIsCancelled() throws Exception {
    DirectConnector connector = connector(List.of(LIVE), Map.of(), Duration.ofSeconds(5));
    for (int i = 0; i < 100; i++) {
      Future<ConnectResult> result =
          live.start(() -> connector.connect(Requests.to(NAME, port()), live.loop()));
      if (!result.cancel(false)) {
        channel(result.get()).close().sync();
      }
    }

    await().until(() -> live.open().isEmpty());
  }

  private int port() {
    return target.getLocalPort();
  }

  private ConnectResult connect(
      Host host, int port, List<InetAddress> addresses, Map<InetAddress, Forbidden> denied)
      throws Exception {
    DirectConnector connector = connector(addresses, denied, Duration.ofSeconds(5));
    return live.await(() -> connector.connect(Requests.to(host, port), live.loop()));
  }

  private DirectConnector connector(
      List<InetAddress> addresses, Map<InetAddress, Forbidden> denied, Duration timeout) {
    return new DirectConnector(
        (_, _, loop) -> loop.newSucceededFuture(new Resolution.Found(addresses)),
        new AddressOrder(DnsPolicy.Prefer.AUTO),
        new Access(denied),
        new ConnectPolicy(timeout, timeout, Duration.ofMillis(20)),
        live::dialer);
  }

  private static Channel channel(ConnectResult result) {
    assertThat(result).isInstanceOf(Connected.class);
    return ((Connected) result).target();
  }

  private static Refusal refusal(ConnectResult result) {
    assertThat(result).isInstanceOf(ConnectResult.Failed.class);
    return ((ConnectResult.Failed) result).refusal();
  }

  /** Connections to this port that wait for an answer, as the kernel counts them. */
  private static long unanswered(int port) throws IOException {
    return unanswered(port, Path.of("/proc/self/net/tcp"))
        + unanswered(port, Path.of("/proc/self/net/tcp6"));
  }

  private static long unanswered(int port, Path table) throws IOException {
    String remote = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(field -> field[2].endsWith(remote) && field[3].equals(SYN_SENT))
          .count();
    }
  }
}
