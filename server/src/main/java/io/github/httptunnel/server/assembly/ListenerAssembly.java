package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.tls.TlsAcceptor;
import io.github.httptunnel.transport.AdaptiveReads;
import io.github.httptunnel.transport.TcpEdge;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Conserve;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Permit;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The order of handlers on an accepted connection, in one place:
 *
 * <pre>
 *   plain:  TCP edge ─► protocol ─► (relay)
 *   TLS:    TLS ─► TLS edge ─► protocol, once the handshake is done ─► (relay)
 * </pre>
 *
 * <p>A client that the listener does not serve, or for which there is no descriptor or no memory,
 * is reset before anything is read.
 */
@Sharable
final class ListenerAssembly extends ChannelInboundHandlerAdapter {

  private final String name;
  private final ClientFilter clients;
  private final @Nullable TlsAcceptor tls;
  private final Negotiator negotiator;
  private final TunnelSink sink;
  private final ConnectionBudget budget;
  private final BooleanSupplier memoryIsShort;
  private final TurnedAway turnedAway;
  private final NoRoom noRoom;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  ListenerAssembly(
      String name,
      ClientFilter clients,
      @Nullable TlsAcceptor tls,
      Negotiator negotiator,
      TunnelSink sink,
      ConnectionBudget budget,
      BooleanSupplier memoryIsShort,
      TurnedAway turnedAway,
      NoRoom noRoom) {
    this.name = name;
    this.clients = clients;
    this.tls = tls;
    this.negotiator = negotiator;
    this.sink = sink;
    this.budget = budget;
    this.memoryIsShort = memoryIsShort;
    this.turnedAway = turnedAway;
    this.noRoom = noRoom;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    SocketChannel channel = (SocketChannel) ctx.channel();
    ctx.pipeline().remove(this);
    if (!clients.admits(channel.remoteAddress().getAddress())) {
      turnedAway.count();
      reset(channel);
      return;
    }
    switch (budget.accept()) {
      case Admission.Admitted(Permit place) -> install(channel, place);
      case Admission.Rejected(Refusal refusal) -> {
        noRoom.accept(refusal);
        reset(channel);
      }
    }
  }

  private void install(SocketChannel channel, Permit place) {
    connections.add(channel);
    channel.config().setRecvByteBufAllocator(new AdaptiveReads(memoryIsShort));
    ClientInfo client = describe(channel);
    if (tls == null) {
      channel.pipeline().addLast(new TcpEdge(() -> place, connections::remove));
      negotiator.install(channel, client, sink);
    } else {
      channel.closeFuture().addListener(_ -> place.release());
      tls.install(channel, client, negotiator, sink);
    }
  }

  /** Tells every connection that the program is stopping. */
  void drain() {
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.INSTANCE));
  }

  private ClientInfo describe(SocketChannel channel) {
    boolean local =
        channel.remoteAddress().getAddress().isLoopbackAddress()
            && channel.localAddress().getAddress().isLoopbackAddress();
    return new ClientInfo(channel.remoteAddress(), name, protocol(), local, now(channel));
  }

  /** Tells every connection that memory is short. */
  void conserve() {
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Conserve.INSTANCE));
  }

  private static void reset(SocketChannel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  private String protocol() {
    return tls == null ? negotiator.name() : negotiator.name() + "s";
  }

  private static long now(Channel channel) {
    return channel.eventLoop().ticker().nanoTime();
  }
}
