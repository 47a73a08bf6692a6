package io.github.httptunnel.transport;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows the sockets of all loops that it makes handlers for, and closes them on their loops. Netty
 * does so itself when a loop ends, but leaves them open when the loop runs a task just then.
 */
final class LoopSockets implements IoHandlerFactory {

  private final IoHandlerFactory handlers;
  private final List<Runnable> closers = new ArrayList<>();

  LoopSockets(IoHandlerFactory handlers) {
    this.handlers = handlers;
  }

  @Override
  public IoHandler newHandler(ThreadAwareExecutor loop) {
    IoHandler handler = handlers.newHandler(loop);
    closers.add(() -> loop.execute(handler::prepareToDestroy));
    return handler;
  }

  /** Tells every loop to close its sockets. To be called while the loops take tasks. */
  void close() {
    closers.forEach(Runnable::run);
  }
}
