package io.github.httptunnel.relay;

/** What moves the bytes of tunnels. The rules, the ends and the reasons are the same with each. */
public enum RelayEngine {
  /** Sockets for every tunnel that can do without channels, channels for the others. */
  AUTO,
  /** Netty channels: they work everywhere, with TLS and with protocols that exchange messages. */
  CHANNEL,
  /**
   * As {@link #AUTO}, and the operator relies on it: a system without epoll will not do. A tunnel
   * can do without channels if both of its sides are plain TCP on epoll.
   */
  SOCKET
}
