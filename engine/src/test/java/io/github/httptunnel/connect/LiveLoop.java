package io.github.httptunnel.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A real event loop that keeps an eye on the channels it makes. */
final class LiveLoop implements AutoCloseable {

  private final EventLoopGroup group;
  private final ChannelFactory<? extends SocketChannel> streams;
  private final ChannelFactory<? extends DatagramChannel> datagrams;
  private final List<Channel> made = new CopyOnWriteArrayList<>();

  private LiveLoop(
      EventLoopGroup group,
      ChannelFactory<? extends SocketChannel> streams,
      ChannelFactory<? extends DatagramChannel> datagrams) {
    this.group = group;
    this.streams = streams;
    this.datagrams = datagrams;
  }

  static LiveLoop epoll() {
    return new LiveLoop(
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()),
        EpollSocketChannel::new,
        EpollDatagramChannel::new);
  }

  static LiveLoop nio() {
    return new LiveLoop(
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()),
        NioSocketChannel::new,
        NioDatagramChannel::new);
  }

  EventLoop loop() {
    return group.next();
  }

  /** A bootstrap whose sockets cannot be made. */
  Bootstrap exhausted(EventLoop loop) {
    return new Bootstrap().group(loop).channelFactory(noDescriptors()).handler(noHandler());
  }

  /** A bootstrap as the transport layer gives it. */
  Bootstrap dialer(EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> watch(streams.newChannel()))
        .option(ChannelOption.AUTO_READ, false)
        .handler(noHandler());
  }

  DatagramChannel datagram() {
    return watch(datagrams.newChannel());
  }

  /** A client that knows these servers only. */
  DnsClient dnsClient(Duration timeout, List<String> search, ScriptedDns... servers) {
    List<InetSocketAddress> addresses = Stream.of(servers).map(ScriptedDns::address).toList();
    DnsSources sources = new DnsSources(addresses, search, Map.of());
    return new DnsClient(() -> sources, timeout, this::datagram, this::dialer);
  }

  /** A channel factory once the process has no descriptor left. */
  static <C extends Channel> ChannelFactory<C> noDescriptors() {
    return () -> {
      throw new ChannelException("cannot create", new IOException("Too many open files"));
    };
  }

  /** Channels made here that are still open. */
  List<Channel> open() {
    return made.stream().filter(Channel::isOpen).toList();
  }

  int made() {
    return made.size();
  }

  /** Starts something on the loop, as the product's callers do. */
  <T> Future<T> start(Supplier<Future<T>> action) throws Exception {
    BlockingQueue<Future<T>> started = new ArrayBlockingQueue<>(1);
    loop().execute(() -> started.add(action.get()));
    return Objects.requireNonNull(started.poll(10, TimeUnit.SECONDS), "not started in time");
  }

  /** The same, and waits for what comes of it. */
  <T> T await(Supplier<Future<T>> action) throws Exception {
    return start(action).get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private <C extends Channel> C watch(C channel) {
    made.add(channel);
    return channel;
  }

  private static ChannelHandler noHandler() {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        // The tunnel adds its own handlers once it has the channel.
      }
    };
  }
}
