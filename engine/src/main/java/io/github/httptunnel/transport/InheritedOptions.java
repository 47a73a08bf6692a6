package io.github.httptunnel.transport;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.List;

/**
 * Sets what every accepted connection is to have on the listening socket, from which Linux copies
 * it: seven system calls for a listener instead of for each of its connections.
 */
final class InheritedOptions extends ChannelInitializer<EpollServerSocketChannel> {

  private static final int SOL_SOCKET = 1;
  private static final int IPPROTO_TCP = 6;

  private record Option(int level, int name, int value) {}

  private static final List<Option> OPTIONS =
      List.of(
          new Option(SOL_SOCKET, 9, 1), // SO_KEEPALIVE
          new Option(IPPROTO_TCP, 1, 1), // TCP_NODELAY
          new Option(IPPROTO_TCP, 4, KeepAlive.IDLE_SECONDS), // TCP_KEEPIDLE
          new Option(IPPROTO_TCP, 5, KeepAlive.INTERVAL_SECONDS), // TCP_KEEPINTVL
          new Option(IPPROTO_TCP, 6, KeepAlive.PROBES), // TCP_KEEPCNT
          new Option(IPPROTO_TCP, 18, KeepAlive.UNACKNOWLEDGED_MILLIS), // TCP_USER_TIMEOUT
          new Option(IPPROTO_TCP, 25, Transport.UNSENT_BYTES)); // TCP_NOTSENT_LOWAT

  @Override
  protected void initChannel(EpollServerSocketChannel listener) throws IOException {
    Socket socket = (Socket) listener.fd();
    for (Option option : OPTIONS) {
      socket.setIntOpt(option.level(), option.name(), option.value());
    }
  }
}
