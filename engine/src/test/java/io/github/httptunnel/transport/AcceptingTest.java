package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Occupied;
import io.github.httptunnel.testkit.RawClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are judged where they are accepted. */
class AcceptingTest {

  private final Transport transport = Transport.open(Transport.Kind.best(), 1);

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void whatIsNotLetInIsReset() {
    InetSocketAddress address = listen((_, _) -> Door.Verdict.RESET);
    Occupied busy = Occupied.thread(transport.loops().next());
    try (RawClient client = RawClient.connect(address)) {
      busy.close();
      assertThat(client.discardToEnd()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void tellsHowLongTheNextOneHasWaited() {
    List<Long> waits = new CopyOnWriteArrayList<>();
    InetSocketAddress address =
        listen((_, waited) -> {
          waits.add(waited);
          return Door.Verdict.SERVE;
        });
    List<RawClient> clients = new ArrayList<>();
    try (Occupied _ = Occupied.thread(transport.loops().next())) {
      for (int i = 0; i < 3; i++) {
        clients.add(RawClient.connect(address));
      }
    }
    await().until(() -> waits.size() == clients.size());
    clients.forEach(RawClient::close);
    assertThat(waits.getFirst()).isZero();
    assertThat(waits.subList(1, 3)).allMatch(waited -> waited > 0).isSorted();
  }

  private InetSocketAddress listen(Door door) {
    Channel listener =
        transport
            .acceptor(door, _ -> {})
            .childHandler(new Nothing())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }

  @Sharable
  private static final class Nothing extends ChannelInboundHandlerAdapter {}
}
