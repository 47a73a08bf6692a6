package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.Entry;
import io.github.httptunnel.transport.AdaptiveReads;
import io.github.httptunnel.transport.TcpEdge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Conserve;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The order of handlers on an accepted connection, in one place:
 *
 * <pre>
 *   plain:  TCP edge ─► protocol ─► (relay)
 *   TLS:    TLS ─► TLS edge ─► protocol, once the handshake is done ─► (relay)
 * </pre>
 *
 * <p>Whether there is room was decided where the connection was accepted ({@link FrontDoor}). One
 * that there is none for is told so before anything is read.
 */
@Sharable
final class ListenerAssembly extends ChannelInboundHandlerAdapter {

  private final String name;
  private final Supplier<Reception> receptions;
  private final TunnelSink sink;
  private final BooleanSupplier memoryIsShort;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile boolean draining;

  /**
   * @param receptions what is offered now
   */
  ListenerAssembly(
      String name, Supplier<Reception> receptions, TunnelSink sink, BooleanSupplier memoryIsShort) {
    this.name = name;
    this.receptions = receptions;
    this.sink = sink;
    this.memoryIsShort = memoryIsShort;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    SocketChannel channel = (SocketChannel) ctx.channel();
    ctx.pipeline().remove(this);
    FrontDoor.Welcome welcome = Objects.requireNonNull(channel.attr(FrontDoor.WELCOME).get());
    switch (welcome.entry()) {
      case Entry.Open open -> install(channel, welcome.reception(), open);
      case Entry.Shut(Refusal refusal) -> turnAway(channel, welcome.reception(), refusal);
    }
  }

  private void install(SocketChannel channel, Reception reception, Entry.Open entry) {
    connections.add(channel);
    channel.config().setRecvByteBufAllocator(new AdaptiveReads(memoryIsShort));
    ClientInfo client = describe(channel, reception);
    TunnelSink requests = new FirstRequest(sink, entry.handshake());
    if (reception.tls() == null) {
      channel.pipeline().addLast(new TcpEdge(entry::place, connections::remove));
      reception.negotiator().install(channel, client, requests);
    } else {
      reception.tls().install(channel, client, reception.negotiator(), requests);
    }
  }

  private void turnAway(SocketChannel channel, Reception reception, Refusal refusal) {
    channel.pipeline().addLast(new TcpEdge());
    reception.negotiator().turnAway(channel, refusal);
    if (draining) {
      drain(channel);
    }
  }

  /** Tells every connection that the program is stopping, those that are on their way here too. */
  void drain() {
    draining = true;
    connections.forEach(ListenerAssembly::drain);
  }

  /** How many are there who may be about to ask for something. */
  int silent() {
    return connections.size();
  }

  private static void drain(Channel channel) {
    channel.pipeline().fireUserEventTriggered(Drain.INSTANCE);
  }

  /** Tells the connections of clients that are not served any more not to go on asking. */
  void judgeAgain() {
    Reception reception = receptions.get();
    connections.stream()
        .filter(channel -> !reception.admits((SocketChannel) channel))
        .forEach(ListenerAssembly::drain);
  }

  private ClientInfo describe(SocketChannel channel, Reception reception) {
    boolean local =
        channel.remoteAddress().getAddress().isLoopbackAddress()
            && channel.localAddress().getAddress().isLoopbackAddress();
    return new ClientInfo(channel.remoteAddress(), name, reception.protocol(), local, now(channel));
  }

  /** Tells every connection that memory is short. */
  void conserve() {
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Conserve.INSTANCE));
  }

  private static long now(Channel channel) {
    return channel.eventLoop().ticker().nanoTime();
  }
}
