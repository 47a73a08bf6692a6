package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.ConnectionCount;
import io.github.httptunnel.limit.Doorkeeper;
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
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Map;
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
 * <p>A client that the listener does not serve is reset before anything is read. One that there is
 * no room for is told so before anything is read, if it can be told in clear text and not too many
 * are told at once; else it is reset too.
 */
@Sharable
final class ListenerAssembly extends ChannelInboundHandlerAdapter {

  private final String name;
  private final Supplier<Reception> receptions;
  private final TunnelSink sink;
  private final Doorkeeper doorkeeper;
  private final Farewells farewells;
  private final BooleanSupplier memoryIsShort;
  private final TurnedAway turnedAway;
  private final NoRoom noRoom;
  private final ConnectionCount count = new ConnectionCount();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile boolean draining;

  /**
   * @param receptions asked once for each connection
   */
  ListenerAssembly(
      String name,
      Supplier<Reception> receptions,
      TunnelSink sink,
      Doorkeeper doorkeeper,
      Farewells farewells,
      BooleanSupplier memoryIsShort,
      TurnedAway turnedAway,
      NoRoom noRoom) {
    this.name = name;
    this.receptions = receptions;
    this.sink = sink;
    this.doorkeeper = doorkeeper;
    this.farewells = farewells;
    this.memoryIsShort = memoryIsShort;
    this.turnedAway = turnedAway;
    this.noRoom = noRoom;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    SocketChannel channel = (SocketChannel) ctx.channel();
    ctx.pipeline().remove(this);
    Reception reception = receptions.get();
    if (!admits(reception, channel)) {
      turnedAway.count();
      reset(channel);
      return;
    }
    switch (doorkeeper.enter(channel.remoteAddress(), count)) {
      case Entry.Open open -> install(channel, reception, open);
      case Entry.Shut(Refusal refusal) -> turnAway(channel, reception, refusal);
    }
  }

  private void install(SocketChannel channel, Reception reception, Entry.Open entry) {
    connections.add(channel);
    channel.config().setRecvByteBufAllocator(new AdaptiveReads(memoryIsShort));
    channel.closeFuture().addListener(_ -> entry.handshake().release());
    ClientInfo client = describe(channel, reception);
    TunnelSink requests = new FirstRequest(sink, entry.handshake());
    if (reception.tls() == null) {
      channel.pipeline().addLast(new TcpEdge(entry::place, connections::remove));
      reception.negotiator().install(channel, client, requests);
    } else {
      channel.closeFuture().addListener(_ -> entry.place().release());
      reception.tls().install(channel, client, reception.negotiator(), requests);
    }
  }

  private void turnAway(SocketChannel channel, Reception reception, Refusal refusal) {
    noRoom.accept(refusal);
    if (reception.tls() == null && farewells.begin(channel)) {
      channel.pipeline().addLast(new TcpEdge());
      reception.negotiator().turnAway(channel, refusal);
    } else {
      reset(channel);
    }
    if (draining) {
      drain(channel);
    }
  }

  /** How many connections there are. */
  int connections() {
    return count.open();
  }

  /** How many were closed since the start before anything was read, by reason. */
  Map<String, Long> closedUnread() {
    Map<String, Long> closed = noRoom.totals();
    closed.put("not_served", turnedAway.total());
    return closed;
  }

  /** Tells every connection that the program is stopping, those that are on their way here too. */
  void drain() {
    draining = true;
    connections.forEach(ListenerAssembly::drain);
  }

  /** Whether nobody is there who may be about to ask for something. */
  boolean isQuiet() {
    return connections.isEmpty();
  }

  private static void drain(Channel channel) {
    channel.pipeline().fireUserEventTriggered(Drain.INSTANCE);
  }

  /** Tells the connections of clients that are not served any more not to go on asking. */
  void judgeAgain() {
    Reception reception = receptions.get();
    connections.stream()
        .filter(channel -> !admits(reception, (SocketChannel) channel))
        .forEach(ListenerAssembly::drain);
  }

  private static boolean admits(Reception reception, SocketChannel channel) {
    // gone already: there is nobody to be turned away
    return channel.remoteAddress() == null
        || reception.clients().admits(channel.remoteAddress().getAddress());
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

  private static void reset(SocketChannel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  private static long now(Channel channel) {
    return channel.eventLoop().ticker().nanoTime();
  }
}
