package io.github.httptunnel.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Questions over UDP: one socket for all that are open, none while there are none. Every burst thus
 * has a source port of its own, which with a random id is what an off-path forger must guess (RFC
 * 5452).
 */
final class DatagramTransport implements DnsTransport {

  private static final int IDS = 1 << 16;

  private final EventLoop loop;
  private final ChannelFactory<? extends DatagramChannel> sockets;
  private final RandomGenerator random;
  private final Map<Integer, Exchange> open = new HashMap<>();
  private @Nullable ChannelFuture bound;
  private boolean closed;

  DatagramTransport(
      EventLoop loop, ChannelFactory<? extends DatagramChannel> sockets, RandomGenerator random) {
    this.loop = loop;
    this.sockets = sockets;
    this.random = random;
  }

  @Override
  public Future<DnsReply> ask(DnsQuestion question, InetSocketAddress server) {
    if (closed) {
      return loop.newSucceededFuture(DnsReply.FAILED);
    }
    int id = unusedId();
    Exchange exchange = new Exchange(id, question, server, loop.newPromise());
    open.put(id, exchange);
    exchange.promise().addListener(_ -> finished(id));
    ChannelFuture socket = bound == null ? bind() : bound;
    socket.addListener(_ -> send(socket, exchange));
    return exchange.promise();
  }

  /** Gives up every question, closes the socket and asks no more. */
  void close() {
    closed = true;
    List.copyOf(open.values()).forEach(exchange -> exchange.promise().trySuccess(DnsReply.FAILED));
  }

  private int unusedId() {
    int id = random.nextInt(IDS);
    while (open.containsKey(id)) {
      id = random.nextInt(IDS);
    }
    return id;
  }

  private ChannelFuture bind() {
    ChannelFuture binding =
        new Bootstrap()
            .group(loop)
            .channelFactory(sockets)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new DatagramDnsQueryEncoder(), new DnsDatagramDecoder())
                        .addLast(new Answers(), new Garbled());
                  }
                })
            .bind(new InetSocketAddress(0));
    bound = binding;
    return binding;
  }

  private void send(ChannelFuture socket, Exchange exchange) {
    Promise<DnsReply> promise = exchange.promise();
    if (promise.isDone()) {
      return;
    }
    if (!socket.isSuccess()) {
      promise.trySuccess(DialFailure.dnsReply(socket.cause()));
      return;
    }
    DatagramDnsQuery query = new DatagramDnsQuery(null, exchange.server(), exchange.id());
    query.setRecursionDesired(true).addRecord(DnsSection.QUESTION, exchange.question());
    ChannelFuture sent = socket.channel().writeAndFlush(query);
    sent.addListener(_ -> {
      if (!sent.isSuccess()) {
        promise.trySuccess(DialFailure.dnsReply(sent.cause()));
      }
    });
  }

  private void finished(int id) {
    open.remove(id);
    if (open.isEmpty()) {
      // Later, as this may run inside the socket's own read loop: the epoll datagram channel reads
      // on after it was closed there, from a descriptor that may be a tunnel's by then.
      loop.execute(this::closeWhenIdle);
    }
  }

  private void closeWhenIdle() {
    if (open.isEmpty() && bound != null) {
      Sockets.close(bound.channel());
      bound = null;
    }
  }

  private @Nullable Exchange exchange(int id, InetSocketAddress sender) {
    Exchange exchange = open.get(id);
    return exchange != null && exchange.server().equals(sender) ? exchange : null;
  }

  private record Exchange(
      int id, DnsQuestion question, InetSocketAddress server, Promise<DnsReply> promise) {}

  /** Matches answers to questions; what matches none is late or forged, and ignored. */
  private final class Answers extends SimpleChannelInboundHandler<DatagramDnsResponse> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramDnsResponse response) {
      Exchange exchange = exchange(response.id(), response.sender());
      if (exchange != null && DnsReplyReader.answers(response, exchange.question())) {
        exchange.promise().trySuccess(DnsReplyReader.read(response, exchange.question()));
      }
    }
  }

  private final class Garbled extends SimpleChannelInboundHandler<DnsDatagramDecoder.Garbage> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DnsDatagramDecoder.Garbage garbage) {
      Exchange exchange = exchange(garbage.id(), garbage.sender());
      if (exchange != null) {
        exchange.promise().trySuccess(DnsReply.FAILED);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // An ICMP error for an earlier datagram is no news: the question is asked again anyway.
      if (!(cause instanceof IOException)) {
        ctx.fireExceptionCaught(cause);
      }
    }
  }
}
