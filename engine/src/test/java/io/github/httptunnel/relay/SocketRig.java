package io.github.httptunnel.relay;

import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.TcpEdge;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Share;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One relay between the sockets of a client and a target, without channels. */
final class SocketRig implements AutoCloseable {

  private final Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
  private final CompletableFuture<Relay> relay = new CompletableFuture<>();
  private final RawClient client;

  private SocketRig(
      InetSocketAddress target, RelayRules rules, Share downstream, Consumer<Channel> left) {
    Channel listener =
        transport
            .acceptor()
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel accepted) {
                    accepted.pipeline().addLast(new TcpEdge(() -> () -> {}, left));
                    ChannelFuture dialled = transport.dialer(accepted.eventLoop()).connect(target);
                    dialled.addListener(
                        _ -> relayBetween(accepted, dialled.channel(), rules, downstream));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    client = RawClient.connect((InetSocketAddress) listener.localAddress());
  }

  static SocketRig open(InetSocketAddress target, RelayRules rules) {
    return open(target, rules, Share.UNLIMITED);
  }

  static SocketRig open(InetSocketAddress target, RelayRules rules, Share downstream) {
    return new SocketRig(target, rules, downstream, _ -> {});
  }

  /**
   * @param left told of the client's channel when it has left its loop, and the target's has not
   */
  static SocketRig open(InetSocketAddress target, RelayRules rules, Consumer<Channel> left) {
    return new SocketRig(target, rules, Share.UNLIMITED, left);
  }

  RawClient client() {
    return client;
  }

  /** The relay, when it has left the channels. */
  Relay relay() {
    return relay.orTimeout(10, TimeUnit.SECONDS).join();
  }

  RelayResult result() {
    return relay().done().awaitUninterruptibly().getNow();
  }

  /** Ends the loop, with whatever is on it. */
  void endLoop() {
    transport.close();
  }

  private void relayBetween(
      SocketChannel accepted, Channel target, RelayRules rules, Share downstream) {
    RelayLoop shared = RelayLoop.on(accepted.eventLoop());
    Portion portion = new Portion(Share.UNLIMITED, downstream, shared.turns().of("a client"));
    Relay made = new Relay(accepted, target, rules, portion, shared, RelayEngine.SOCKET);
    made.attach();
    made.start(() -> relay.complete(made));
  }

  @Override
  public void close() {
    client.close();
    transport.close();
  }
}
