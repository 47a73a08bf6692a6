package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Occupied;
import io.github.httptunnel.testkit.RawClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  private static final int AT_ONCE = 3;
  private static final int MANY = 200;

  private Door.Verdict verdict = Door.Verdict.SERVE;

  private final EmbeddedChannel listener =
      new EmbeddedChannel(
          new PatientAcceptor(
              new Vacancies(), (_, _) -> verdict, new WaitingRoom(AT_ONCE), _ -> {}));

  /** Accepts so many at once; the first of the turns that are planned is over, too. */
  private List<EmbeddedChannel> accept(int many) {
    List<EmbeddedChannel> accepted =
        IntStream.range(0, many).mapToObj(_ -> new EmbeddedChannel()).toList();
    accepted.forEach(listener.pipeline()::fireChannelRead);
    listener.pipeline().fireChannelReadComplete();
    return accepted;
  }

  private List<Object> passedOn() {
    return List.copyOf(listener.inboundMessages());
  }

  private void runAllTurns() {
    while (listener.hasPendingTasks()) {
      listener.runScheduledPendingTasks();
    }
  }

  @Test
  void passesOnAFewInEachTurn() {
    List<EmbeddedChannel> accepted = accept(MANY);
    assertThat(passedOn()).containsExactlyElementsOf(accepted.subList(0, 2 * AT_ONCE));
    listener.runScheduledPendingTasks();
    assertThat(passedOn()).containsExactlyElementsOf(accepted.subList(0, 3 * AT_ONCE));
  }

  @Test
  void passesAllOnInTheirOrder() {
    List<EmbeddedChannel> accepted = accept(MANY);
    runAllTurns();
    assertThat(passedOn()).containsExactlyElementsOf(accepted);
  }

  @Test
  void nobodyOvertakesThoseWhoWait() {
    List<EmbeddedChannel> all = new ArrayList<>(accept(MANY));
    all.addAll(accept(MANY));
    runAllTurns();
    assertThat(passedOn()).containsExactlyElementsOf(all);
  }

  @Test
  void whoIsOnlyToldWhyDoesNotWait() {
    List<EmbeddedChannel> accepted = accept(MANY);
    verdict = Door.Verdict.TELL;
    List<EmbeddedChannel> told = accept(1);
    assertThat(passedOn()).containsAll(told).doesNotContain(accepted.getLast());
  }

  @Test
  void servesWhomItHasAcceptedWhenTheListenerCloses() {
    List<EmbeddedChannel> accepted = accept(MANY);
    listener.close();
    assertThat(passedOn()).containsExactlyElementsOf(accepted);
    assertThat(accepted).allMatch(Channel::isOpen);
  }

  @Test
  void closesThoseWhoWaitWhenTheLoopEnds() {
    List<EmbeddedChannel> accepted = accept(MANY);
    int served = passedOn().size();
    listener.pipeline().fireChannelInactive();
    assertThat(accepted.subList(0, served)).allMatch(Channel::isOpen);
    assertThat(accepted.subList(served, MANY)).isNotEmpty().noneMatch(Channel::isOpen);
  }

  @Test
  void theLoopDoesOtherWorkBetweenTurns() {
    List<Channel> served = new CopyOnWriteArrayList<>();
    List<Integer> inBetween = new CopyOnWriteArrayList<>();
    List<RawClient> clients = new ArrayList<>();
    try (Transport transport = Transport.open(Transport.Kind.best(), 1)) {
      InetSocketAddress address = listen(transport, new Noting(served));
      EventLoop loop = transport.loops().next();
      try (Occupied _ = Occupied.thread(loop)) {
        for (int i = 0; i < MANY; i++) {
          clients.add(RawClient.connect(address));
        }
        loop.execute(() -> lookEachTurn(loop, served, inBetween));
      }
      await().until(() -> served.size() == MANY);
    } finally {
      clients.forEach(RawClient::close);
    }
    // a turn of the listener and a planned one may come together
    assertThat(inBetween.stream().filter(many -> many > 0 && many < MANY).distinct().count())
        .isGreaterThanOrEqualTo(MANY / (2 * Transport.PASSED_ON_AT_ONCE) - 1);
  }

  private static void lookEachTurn(EventLoop loop, List<Channel> served, List<Integer> noted) {
    noted.add(served.size());
    if (served.size() < MANY) {
      loop.schedule(() -> lookEachTurn(loop, served, noted), 0, TimeUnit.NANOSECONDS);
    }
  }

  private static InetSocketAddress listen(Transport transport, Noting handler) {
    Channel listener =
        transport
            .acceptor()
            .childHandler(handler)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }

  @Sharable
  private static final class Noting extends ChannelInboundHandlerAdapter {

    private final List<Channel> served;

    private Noting(List<Channel> served) {
      this.served = served;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      served.add(ctx.channel());
    }
  }
}
