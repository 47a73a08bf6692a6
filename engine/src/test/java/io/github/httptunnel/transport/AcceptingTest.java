package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are judged where they are accepted. */
class AcceptingTest {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(300);

  private final Transport transport = Transport.open(Transport.Kind.best(), 1);

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void whatIsNotLetInIsReset() {
    InetSocketAddress address = listen(_ -> false);
    CompletableFuture<Void> busy = keepBusy();
    try (RawClient client = RawClient.connect(address)) {
      busy.complete(null);
      assertThat(client.discardToEnd()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void knowsHowLongAConnectionHasWaitedToBeAccepted() {
    CompletableFuture<Long> waited = new CompletableFuture<>();
    QueueTime time = new QueueTime();
    InetSocketAddress address = listen(channel -> waited.complete(time.of(channel)));
    CompletableFuture<Void> busy = keepBusy();
    try (RawClient client = RawClient.connect(address)) {
      client.send("hello");
      long sent = System.nanoTime();
      await().until(() -> System.nanoTime() - sent > PAUSE);
      busy.complete(null);
      // the kernel's clock may be as coarse as 10 ms
      assertThat(waited.orTimeout(10, TimeUnit.SECONDS).join())
          .isGreaterThan(PAUSE - TimeUnit.MILLISECONDS.toNanos(30));
    }
  }

  /** Until it is completed nothing is accepted. */
  private CompletableFuture<Void> keepBusy() {
    CompletableFuture<Void> busy = new CompletableFuture<>();
    transport.loops().next().execute(busy::join);
    return busy;
  }

  private InetSocketAddress listen(Predicate<Channel> door) {
    Channel listener =
        transport
            .acceptor(door, _ -> {})
            .childHandler(new ChannelInboundHandlerAdapter())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }
}
