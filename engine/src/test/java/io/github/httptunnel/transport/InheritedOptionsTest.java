package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InheritedOptionsTest {

  @Test
  void anAcceptedConnectionHasWhatADialledOneHas() throws Exception {
    CompletableFuture<EpollSocketChannel> accepted = new CompletableFuture<>();
    try (Transport transport = Transport.open(Transport.Kind.EPOLL, 1)) {
      Channel listener =
          transport
              .acceptor()
              .childHandler(
                  new ChannelInitializer<EpollSocketChannel>() {
                    @Override
                    protected void initChannel(EpollSocketChannel channel) {
                      accepted.complete(channel);
                    }
                  })
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .sync()
              .channel();
      InetSocketAddress address = (InetSocketAddress) listener.localAddress();
      try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
        assertThat(peer.isConnected()).isTrue();
        EpollSocketChannelConfig options = accepted.get(10, TimeUnit.SECONDS).config();
        assertThat(options.isKeepAlive()).isTrue();
        assertThat(options.isTcpNoDelay()).isTrue();
        assertThat(options.getTcpKeepIdle()).isEqualTo(KeepAlive.IDLE_SECONDS);
        assertThat(options.getTcpKeepIntvl()).isEqualTo(KeepAlive.INTERVAL_SECONDS);
        assertThat(options.getTcpKeepCnt()).isEqualTo(KeepAlive.PROBES);
        assertThat(options.getTcpUserTimeout()).isEqualTo(KeepAlive.UNACKNOWLEDGED_MILLIS);
        assertThat(options.getTcpNotSentLowAt()).isEqualTo(Transport.UNSENT_BYTES);
        assertThat(options.getOption(ChannelOption.AUTO_READ)).isFalse();
        assertThat(options.getOption(ChannelOption.ALLOW_HALF_CLOSURE)).isTrue();
      }
    }
  }
}
