package io.github.httptunnel.transport;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the sockets that targets are dialled with. What each is to have is put together once: a
 * bootstrap would gather and copy it for every dial. Immutable; thread-safe.
 */
final class DialSockets {

  private final Transport.Kind kind;
  private final Map<ChannelOption<?>, Object> options;

  /**
   * @param kept what is kept on this side of the system
   * @param told what the system is told of each connection
   */
  DialSockets(
      Transport.Kind kind, Map<ChannelOption<?>, Object> kept, Map<ChannelOption<?>, Object> told) {
    this.kind = kind;
    this.options = new LinkedHashMap<>(kept);
    this.options.putAll(told);
    this.options.remove(ChannelOption.RECVBUF_ALLOCATOR);
    // has been set when Netty hands the socket out, and costs a system call each time
    this.options.remove(ChannelOption.TCP_NODELAY);
  }

  /**
   * A socket that is not connected.
   *
   * @throws io.netty.channel.ChannelException if there is no descriptor for it
   */
  SocketChannel open(RecvByteBufAllocator reads) {
    SocketChannel socket =
        kind == Transport.Kind.EPOLL ? new EpollSocketChannel() : new NioSocketChannel();
    try {
      socket.config().setRecvByteBufAllocator(reads);
      options.forEach((option, value) -> set(socket.config(), option, value));
      return socket;
    } catch (RuntimeException unusable) {
      socket.unsafe().closeForcibly();
      throw unusable;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void set(ChannelConfig config, ChannelOption<T> option, Object value) {
    config.setOption(option, (T) value);
  }
}
