package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.Entry;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.limit.PartyLimits;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Occupied;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.Door;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

  private static final Refusal LAG = new Overloaded(Overloaded.Resource.LAG);

  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private final Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
  private final ConnectionBudget budget =
      new ConnectionBudget(1000, new MemoryPressure(), () -> {});
  private final AtomicLong now = new AtomicLong();
  private final WarmUp warmUp = new WarmUp(WARM_UP, now::get);
  private final AtomicLong waited = new AtomicLong();
  private final List<RawClient> clients = new ArrayList<>();
  private final List<Door.Verdict> verdicts = new CopyOnWriteArrayList<>();
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  @AfterEach
  void allPlacesAreGivenBack() {
    clients.forEach(RawClient::close);
    transport.close();
    assertThat(budget.clients()).isZero();
  }

  @Test
  void turnsThoseAwayForWhomNobodyWillHaveTime() {
    FrontDoor door = door(new Farewells(1000, System::nanoTime));
    InetSocketAddress address = listen(door);
    connect(address);
    await().until(() -> entries.size() == 1);
    now.addAndGet(WARM_UP.toNanos());
    waited.set(FrontDoor.LONGEST_WAIT_NANOS);
    connect(address);
    await().until(() -> entries.size() == 2);
    waited.addAndGet(1);
    connect(address);
    await().until(() -> entries.size() == 3);
    assertThat(entries.subList(0, 2)).hasOnlyElementsOfType(Entry.Open.class);
    assertThat(entries.getLast()).isEqualTo(new Entry.Shut(LAG));
    assertThat(verdicts).containsOnly(Door.Verdict.SERVE);
    assertThat(door.closedUnread()).containsEntry("overloaded_lag", 1L);
    assertThat(door.connections()).isEqualTo(2);
  }

  @Test
  void turnsNobodyAwayForThatWhileTheProcessIsNew() {
    FrontDoor door = door(new Farewells(1000, System::nanoTime));
    InetSocketAddress address = listen(door);
    waited.set(10 * FrontDoor.LONGEST_WAIT_NANOS);
    connect(address);
    await().until(() -> entries.size() == 1);
    now.addAndGet(WARM_UP.toNanos() - 1);
    connect(address);
    await().until(() -> entries.size() == 2);
    assertThat(entries).hasOnlyElementsOfType(Entry.Open.class);
  }

  @Test
  void resetsWhomItCannotTell() {
    Farewells none = new Farewells(1, System::nanoTime);
    EmbeddedChannel told = new EmbeddedChannel();
    assertThat(none.begin(told)).isTrue();
    PerClient one = new PerClient(1, null, null, null, null);
    InetSocketAddress address = listen(door(new LimitPolicy(null, one, PerUser.off()), none));
    connect(address);
    await().until(() -> entries.size() == 1);
    assertThat(connectOnceItIsBusy(address).discardToEnd()).isEqualTo(Ending.RESET);
    assertThat(entries).hasOnlyElementsOfType(Entry.Open.class);
    told.close();
  }

  @Test
  void givesBackThePlaceOfAConnectionThatEndsBeforeItIsServed() {
    FrontDoor door = door(new Farewells(1000, System::nanoTime));
    InetSocketAddress address = listen(door, new ClosingAtOnce());
    assertThat(connect(address).discardToEnd()).isEqualTo(Ending.FIN);
    await().until(() -> budget.clients() == 0);
    assertThat(entries).hasOnlyElementsOfType(Entry.Open.class).hasSize(1);
    assertThat(door.connections()).isZero();
  }

  private FrontDoor door(Farewells farewells) {
    return door(LimitPolicy.off(), farewells);
  }

  private FrontDoor door(LimitPolicy policy, Farewells farewells) {
    Reception reception = new Reception(ClientFilter.anyone(), _ -> true, null, new Silent());
    PartyLimits limits =
        new PartyLimits(policy, budget, _ -> true, System::nanoTime, InstantSource.system());
    return new FrontDoor(
        () -> reception,
        limits.doorkeeper(),
        farewells,
        warmUp,
        new TurnedAway(_ -> {}, System::nanoTime),
        new NoRoom("main", budget, 1000, _ -> {}, System::nanoTime));
  }

  private InetSocketAddress listen(FrontDoor door) {
    return listen(door, new Nothing());
  }

  private InetSocketAddress listen(FrontDoor door, ChannelHandler handler) {
    Channel listener =
        transport
            .acceptor((accepted, _) -> notes(door, accepted), _ -> {})
            .childHandler(handler)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }

  /** Notes who is let in, or told why not. */
  private Door.Verdict notes(FrontDoor door, Channel accepted) {
    Door.Verdict verdict = door.judge(accepted, waited.get());
    verdicts.add(verdict);
    if (verdict != Door.Verdict.RESET) {
      entries.add(accepted.attr(FrontDoor.WELCOME).get().entry());
    }
    return verdict;
  }

  /** Is there before it is turned away. */
  private RawClient connectOnceItIsBusy(InetSocketAddress address) {
    try (Occupied _ = Occupied.thread(transport.loops().next())) {
      return connect(address);
    }
  }

  private RawClient connect(InetSocketAddress address) {
    RawClient client = RawClient.connect(address);
    clients.add(client);
    return client;
  }

  @Sharable
  private static final class Nothing extends ChannelInboundHandlerAdapter {}

  @Sharable
  private static final class ClosingAtOnce extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
      ctx.close();
    }
  }

  /** Never asked here. */
  private static final class Silent implements Negotiator {

    @Override
    public String name() {
      return "silent";
    }

    @Override
    public void install(Channel client, ClientInfo info, TunnelSink sink) {}
  }
}
