package io.github.httptunnel.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Epoll that reads a connection only on demand, its end included.
 *
 * <p>Netty asks for {@code EPOLLRDHUP} and, once a peer has finished sending, reads all that the
 * kernel holds, whether or not anybody asked: megabytes for a receiver that does not read. This
 * handler leaves that event out; an end of stream is then seen by the read that reaches it. A reset
 * is still reported at once.
 *
 * <p>A connection that wants nothing stays registered for errors, edge-triggered: removed from
 * epoll it could not be modified again, and level-triggered it would be reported for ever once both
 * sides have shut down.
 */
final class DemandEpoll implements IoHandler {

  private static final EpollIoOps ERRORS_ONCE = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

  private final IoHandler epoll;

  private DemandEpoll(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory epoll = EpollIoHandler.newFactory();
    return executor -> new DemandEpoll(epoll.newHandler(executor));
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(epoll.register(handle));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  private record Registration(IoRegistration epoll) implements IoRegistration {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
    public <T> T attachment() {
      return epoll.attachment();
    }

    @Override
    public long submit(IoOps ops) {
      EpollIoOps wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
      return epoll.submit(wanted.equals(EpollIoOps.NONE) ? ERRORS_ONCE : wanted);
    }

    @Override
    public boolean isValid() {
      return epoll.isValid();
    }

    @Override
    public boolean cancel() {
      return epoll.cancel();
    }
  }
}
