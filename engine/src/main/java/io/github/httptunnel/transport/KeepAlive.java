package io.github.httptunnel.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * How a vanished peer is noticed: after 60 s of silence the kernel asks four times, 15 s apart;
 * data that stays unacknowledged for 60 s ends the connection (RFC 5482, on epoll only).
 */
final class KeepAlive {

  static final int IDLE_SECONDS = 60;
  static final int INTERVAL_SECONDS = 15;
  static final int PROBES = 4;
  static final int UNACKNOWLEDGED_MILLIS = 60_000;

  private KeepAlive() {}

  static Map<ChannelOption<?>, Object> options(Transport.Kind kind) {
    Map<ChannelOption<?>, Object> options = new LinkedHashMap<>();
    options.put(ChannelOption.SO_KEEPALIVE, true);
    if (kind == Transport.Kind.EPOLL) {
      options.put(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
      options.put(EpollChannelOption.TCP_KEEPINTVL, INTERVAL_SECONDS);
      options.put(EpollChannelOption.TCP_KEEPCNT, PROBES);
      options.put(EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS);
    } else {
      options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE_SECONDS);
      options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), INTERVAL_SECONDS);
      options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    }
    return options;
  }
}
