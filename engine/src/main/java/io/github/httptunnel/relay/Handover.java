package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.SocketEdge;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;

/**
 * Takes the sockets of both sides out of their Netty channels, on the same event loop. The channels
 * are left to the collector: they never learn how it went on, nor close.
 *
 * <p>A channel leaves epoll in a task of its loop; only then may its descriptor be registered
 * again. Nothing is lost meanwhile: what a channel still reads is kept and goes first, and epoll
 * tells again what is the case when a socket comes back.
 */
final class Handover {

  private final Relay relay;
  private final ChannelEnd client;
  private final ChannelEnd target;
  private final Runnable taken;

  private Handover(Relay relay, ChannelEnd client, ChannelEnd target, Runnable taken) {
    this.relay = relay;
    this.client = client;
    this.target = target;
    this.taken = taken;
  }

  /**
   * Begins, if both sides are channels that nobody needs any more.
   *
   * @param taken run when both sockets have been taken
   * @return whether it began
   */
  static boolean begins(Relay relay, End client, End target, Runnable taken) {
    if (client instanceof ChannelEnd from
        && target instanceof ChannelEnd to
        && from.isBare()
        && to.isBare()) {
      new Handover(relay, from, to, taken).begin();
      return true;
    }
    return false;
  }

  private void begin() {
    client.leave();
    target.leave().addListener(_ -> take());
  }

  private void take() {
    // a side may have been reset before it left, or the relay called off
    if (relay.done().isDone() || !client.isOpen() || !target.isOpen()) {
      return;
    }
    relay.takeOver(
        socket(client, Side.CLIENT), client.left(), socket(target, Side.TARGET), target.left());
    taken.run();
  }

  private SocketEnd socket(ChannelEnd end, Side side) {
    Socket socket = (Socket) ((EpollSocketChannel) end.channel()).fd();
    SocketEdge edge = (SocketEdge) end.channel().pipeline().first();
    SocketEnd alone = new SocketEnd(relay, side, socket, edge.place());
    IoRegistration registration =
        ((IoEventLoop) end.channel().eventLoop()).register(alone).syncUninterruptibly().getNow();
    alone.registered(registration);
    return alone;
  }
}
