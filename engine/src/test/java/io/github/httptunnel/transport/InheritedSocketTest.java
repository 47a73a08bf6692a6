package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.RawClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InheritedSocketTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @BeforeAll
  static void loadNative() {
    Epoll.ensureAvailability();
  }

  @Test
  void knowsWhereItIsBound() throws IOException {
    Socket socket = listening();
    try {
      assertThat(InheritedSocket.take(socket.intValue(), "main"))
          .isEqualTo(new InheritedSocket(socket.intValue(), "main", socket.localAddress()));
    } finally {
      socket.close();
    }
  }

  @Test
  void acceptsConnectionsOnALoop() throws Exception {
    Socket socket = listening();
    CompletableFuture<Channel> accepted = new CompletableFuture<>();
    try (Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
        RawClient waiting = RawClient.connect(socket.localAddress())) {
      transport
          .acceptor(
              InheritedSocket.take(socket.intValue(), "main"),
              (_, _) -> Door.Verdict.SERVE,
              _ -> {})
          .childHandler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  accepted.complete(channel);
                }
              })
          .register()
          .syncUninterruptibly();
      assertThat(accepted.get(10, TimeUnit.SECONDS).remoteAddress())
          .isEqualTo(waiting.localAddress());
    }
  }

  @Test
  void isNotOneThatIsNotOpen() {
    assertThatThrownBy(() -> InheritedSocket.take(1_000_000, "")).hasMessage("is not open");
  }

  @Test
  void isNotAFile() throws IOException {
    FileDescriptor file = FileDescriptor.from("/dev/null");
    try {
      assertThatThrownBy(() -> InheritedSocket.take(file.intValue(), ""))
          .hasMessage("is no socket");
    } finally {
      file.close();
    }
  }

  @Test
  void isNotOneForDatagrams() throws IOException {
    Socket socket = Socket.newSocketDgram();
    try {
      assertThatThrownBy(() -> InheritedSocket.take(socket.intValue(), ""))
          .hasMessage("is no TCP socket");
    } finally {
      socket.close();
    }
  }

  @Test
  void isNotOneThatDoesNotListen() throws IOException {
    Socket socket = Socket.newSocketStream();
    try {
      assertThatThrownBy(() -> InheritedSocket.take(socket.intValue(), ""))
          .hasMessage("does not listen");
    } finally {
      socket.close();
    }
  }

  private static Socket listening() throws IOException {
    Socket socket = Socket.newSocketStream();
    socket.bind(ANY_PORT);
    socket.listen(16);
    return socket;
  }
}
