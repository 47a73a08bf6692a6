package io.github.httptunnel.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.util.concurrent.TimeUnit;

/**
 * How long connections wait to be accepted. Linux keeps, for each, the time since its peer last
 * sent something, or since it was made: at the moment at which it is accepted that is what it has
 * waited. Used by one event loop.
 */
public final class QueueTime {

  private final EpollTcpInfo info = new EpollTcpInfo();

  /** Nanoseconds, in steps of the kernel's clock (1 to 10 ms); 0 where that cannot be known. */
  public long of(Channel accepted) {
    if (!(accepted instanceof EpollSocketChannel socket)) {
      return 0;
    }
    try {
      return TimeUnit.MILLISECONDS.toNanos(socket.tcpInfo(info).lastDataRecv());
    } catch (ChannelException gone) {
      return 0;
    }
  }
}
