package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for both families at once and waits for both, but only a moment for the second once the
 * first has addresses (RFC 8305 §3).
 */
final class AddressQuery {

  /** How long addresses wait for those of the other family. */
  static final Duration RESOLUTION_DELAY = Duration.ofMillis(50);

  private final EventLoop loop;
  private final Future<DnsReply> ipv6;
  private final Future<DnsReply> ipv4;
  private final Promise<NameAnswer> promise;
  private @Nullable Future<?> delay;

  /**
   * Asks both questions.
   *
   * @param ask starts the query for one type of record
   */
  AddressQuery(EventLoop loop, Function<DnsRecordType, Future<DnsReply>> ask) {
    this.loop = loop;
    this.ipv6 = ask.apply(DnsRecordType.AAAA);
    this.ipv4 = ask.apply(DnsRecordType.A);
    this.promise = loop.newPromise();
  }

  Future<NameAnswer> run() {
    promise.addListener(_ -> stop());
    ipv6.addListener(_ -> answered());
    ipv4.addListener(_ -> answered());
    return promise;
  }

  private void answered() {
    if (promise.isDone()) {
      return;
    }
    if (ipv6.isDone() && ipv4.isDone()) {
      promise.trySuccess(merge(ipv6.getNow(), ipv4.getNow()));
    } else if (ipv6.getNow() instanceof DnsReply.Addresses(var list, _)) {
      settleSoon(list);
    } else if (ipv4.getNow() instanceof DnsReply.Addresses(var list, _)) {
      settleSoon(list);
    }
  }

  /** Half an answer: remembered as briefly as the cache allows, so that the rest is found soon. */
  private void settleSoon(List<InetAddress> half) {
    NameAnswer answer = new NameAnswer.Found(half, Duration.ZERO);
    delay =
        loop.schedule(
            () -> promise.trySuccess(answer), RESOLUTION_DELAY.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stop() {
    if (delay != null) {
      delay.cancel(false);
    }
    ipv6.cancel(false);
    ipv4.cancel(false);
  }

  private static NameAnswer merge(DnsReply ipv6, DnsReply ipv4) {
    List<InetAddress> addresses = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (DnsReply reply : List.of(ipv6, ipv4)) {
      if (reply instanceof DnsReply.Addresses found) {
        addresses.addAll(found.list());
        ttl = Math.min(ttl, found.ttlSeconds());
      }
    }
    return addresses.isEmpty()
        ? none(ipv6, ipv4)
        : new NameAnswer.Found(addresses, Duration.ofSeconds(ttl));
  }

  /** NXDOMAIN from either is about the name as a whole (RFC 8020); a failure outweighs no data. */
  private static NameAnswer none(DnsReply ipv6, DnsReply ipv4) {
    if (ipv6 instanceof DnsReply.NoSuchName || ipv4 instanceof DnsReply.NoSuchName) {
      return new NameAnswer.Absent(Answer.NO_SUCH_NAME);
    }
    if (ipv6 instanceof DnsReply.Failed(var refusal)) {
      return new NameAnswer.Broken(refusal);
    }
    if (ipv4 instanceof DnsReply.Failed(var refusal)) {
      return new NameAnswer.Broken(refusal);
    }
    return new NameAnswer.Absent(Answer.NO_ADDRESS);
  }
}
