package io.github.httptunnel.relay;

import io.netty.channel.epoll.EpollIoOps;

/** What epoll is asked to tell of a socket, and what it told, as the bits of its events. */
final class Readiness {

  /** Told once: one that both sides have shut down would be told of for ever. */
  static final EpollIoOps ERRORS_ONCE = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

  private static final EpollIoOps READ = EpollIoOps.EPOLLIN;
  private static final EpollIoOps WRITE = EpollIoOps.EPOLLOUT;
  private static final EpollIoOps READ_AND_WRITE = READ.with(WRITE);

  private Readiness() {}

  static EpollIoOps of(boolean reads, boolean writes) {
    return reads ? (writes ? READ_AND_WRITE : READ) : (writes ? WRITE : ERRORS_ONCE);
  }

  /** Errors and ends are met by whoever reads or writes. */
  static boolean toRead(int told) {
    return (told & ~WRITE.value()) != 0;
  }

  static boolean toWrite(int told) {
    return (told & ~READ.value()) != 0;
  }

  static boolean isFailure(int told) {
    return (told & EpollIoOps.EPOLLERR.value()) != 0;
  }
}
