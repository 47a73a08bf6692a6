package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the sockets when the loops end. */
final class TransportShutdownTest {

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void closesTheSocketsOfALoopThatIsBusyAtThatMoment(Transport.Kind kind) throws Exception {
    AtomicReference<Channel> accepted = new AtomicReference<>();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Transport transport = Transport.open(kind, 1);
    try (Socket client = new Socket()) {
      client.connect(listen(transport, accepted));
      await().until(() -> accepted.get() != null);
      EventLoop loop = accepted.get().eventLoop();
      loop.execute(() -> {
        busy.countDown();
        await().until(() -> free.getCount() == 0);
      });
      busy.await();
      Future<?> ended = transport.shutdown();
      free.countDown();
      ended.awaitUninterruptibly();
      assertThat(accepted.get().isOpen()).isFalse();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void endsOnceHoweverOftenItIsAsked(Transport.Kind kind) {
    Transport transport = Transport.open(kind, 2);
    transport.close();
    transport.close();
    assertThat(transport.loops().isTerminated()).isTrue();
  }

  private static InetSocketAddress listen(Transport transport, AtomicReference<Channel> accepted) {
    ServerBootstrap acceptor =
        transport
            .acceptor()
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted.set(channel);
                  }
                });
    Channel listener =
        acceptor
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }
}
