package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;

/** UDP first; TCP, to the same server, when the answer was cut off. */
final class FallbackTransport implements DnsTransport {

  private final EventLoop loop;
  private final DnsTransport datagrams;
  private final DnsTransport streams;

  FallbackTransport(EventLoop loop, DnsTransport datagrams, DnsTransport streams) {
    this.loop = loop;
    this.datagrams = datagrams;
    this.streams = streams;
  }

  @Override
  public Future<DnsReply> ask(DnsQuestion question, InetSocketAddress server) {
    Promise<DnsReply> promise = loop.newPromise();
    Future<DnsReply> datagram = tie(promise, datagrams.ask(question, server));
    datagram.addListener(_ -> {
      if (promise.isDone() || !datagram.isSuccess()) {
        return;
      }
      if (datagram.getNow() instanceof DnsReply.Truncated) {
        Future<DnsReply> stream = tie(promise, streams.ask(question, server));
        stream.addListener(_ -> {
          if (stream.isSuccess()) {
            promise.trySuccess(stream.getNow());
          }
        });
      } else {
        promise.trySuccess(datagram.getNow());
      }
    });
    return promise;
  }

  private static Future<DnsReply> tie(Promise<DnsReply> promise, Future<DnsReply> part) {
    promise.addListener(_ -> part.cancel(false));
    return part;
  }
}
