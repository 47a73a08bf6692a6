package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialSocketsTest {

  @ParameterizedTest
  @EnumSource
  void aDialledConnectionIsReadOnDemandAndNoticesThatItsPeerIsGone(Transport.Kind kind)
      throws Exception {
    try (Transport transport = Transport.open(kind, 1);
        ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel channel = dial(transport, target);
      assertThat(channel.config().isAutoRead()).isFalse();
      assertThat(channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE)).isTrue();
      assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
      assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
      assertThat(channel.config().getWriteBufferHighWaterMark()).isEqualTo(16 * 1024);
      assertThat((Object) channel.config().getRecvByteBufAllocator())
          .isInstanceOf(AdaptiveReads.class);
    }
  }

  @Test
  void onEpollTheSystemKeepsLittleThatIsNotSentAndGivesUpInAMinute() throws Exception {
    try (Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
        ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel channel = dial(transport, target);
      assertThat(channel.config().getOption(EpollChannelOption.TCP_NOTSENT_LOWAT))
          .isEqualTo(Transport.UNSENT_BYTES);
      assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT)).isEqualTo(60_000);
      assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPIDLE)).isEqualTo(60);
    }
  }

  private static Channel dial(Transport transport, ServerSocket target) {
    return transport
        .dialer(transport.loops().next())
        .connect(new InetSocketAddress(target.getInetAddress(), target.getLocalPort()))
        .syncUninterruptibly()
        .channel();
  }
}
