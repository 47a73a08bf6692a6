package io.github.httptunnel.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Questions over TCP, a connection each: the rare answers that fit no datagram (RFC 7766). */
final class StreamTransport implements DnsTransport {

  /** Connections at once on one loop: descriptors are for tunnels. */
  static final int MAX_CONNECTIONS = 16;

  private final EventLoop loop;
  private final Function<EventLoop, Bootstrap> dialer;
  private final RandomGenerator random;
  private final Set<Promise<DnsReply>> open = new LinkedHashSet<>();
  private boolean closed;

  StreamTransport(EventLoop loop, Function<EventLoop, Bootstrap> dialer, RandomGenerator random) {
    this.loop = loop;
    this.dialer = dialer;
    this.random = random;
  }

  @Override
  public Future<DnsReply> ask(DnsQuestion question, InetSocketAddress server) {
    if (closed || open.size() >= MAX_CONNECTIONS) {
      return loop.newSucceededFuture(DnsReply.FAILED);
    }
    Promise<DnsReply> promise = loop.newPromise();
    open.add(promise);
    ChannelFuture connecting = connect(new Answer(question, promise), server);
    promise.addListener(_ -> {
      open.remove(promise);
      Sockets.close(connecting.channel());
    });
    connecting.addListener(_ -> send(connecting, question, promise));
    return promise;
  }

  /** Closes every connection and makes no more. */
  void close() {
    closed = true;
    List.copyOf(open).forEach(promise -> promise.trySuccess(DnsReply.FAILED));
  }

  private ChannelFuture connect(Answer answer, InetSocketAddress server) {
    return dialer
        .apply(loop)
        .clone()
        .option(ChannelOption.AUTO_READ, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new TcpDnsQueryEncoder(), new TcpDnsResponseDecoder(), answer);
              }
            })
        .connect(server);
  }

  private void send(ChannelFuture connecting, DnsQuestion question, Promise<DnsReply> promise) {
    if (!connecting.isSuccess()) {
      promise.trySuccess(DialFailure.dnsReply(connecting.cause()));
      return;
    }
    DefaultDnsQuery query = new DefaultDnsQuery(random.nextInt(1 << 16));
    query.setRecursionDesired(true).addRecord(DnsSection.QUESTION, question);
    ChannelFuture sent = connecting.channel().writeAndFlush(query);
    sent.addListener(_ -> {
      if (!sent.isSuccess()) {
        promise.trySuccess(DnsReply.FAILED);
      }
    });
  }

  /** The first response is the answer: nobody else speaks on this connection. */
  private static final class Answer extends SimpleChannelInboundHandler<DnsResponse> {

    private final DnsQuestion question;
    private final Promise<DnsReply> promise;

    Answer(DnsQuestion question, Promise<DnsReply> promise) {
      this.question = question;
      this.promise = promise;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DnsResponse response) {
      boolean usable = DnsReplyReader.answers(response, question) && !response.isTruncated();
      promise.trySuccess(usable ? DnsReplyReader.read(response, question) : DnsReply.FAILED);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      promise.trySuccess(DnsReply.FAILED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      promise.trySuccess(DnsReply.FAILED);
    }
  }
}
