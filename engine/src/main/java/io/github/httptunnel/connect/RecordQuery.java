package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the records of one type until somebody answers: each server twice, in turn, the next one
 * when the last one fails or has been silent for a while.
 *
 * <p>A question stays open when the next is asked: a slow answer is still an answer. When all are
 * silent the future stays open too; the deadline is the caller's.
 */
final class RecordQuery {

  /** How often each server is asked: a lost datagram must not lose the name. */
  static final int ROUNDS = 2;

  /** Aliases followed from answer to answer, beyond those within one. */
  static final int MAX_HOPS = 8;

  private final DnsTransport transport;
  private final EventLoop loop;
  private final List<InetSocketAddress> servers;
  private final Duration patience;
  private final DnsRecordType type;
  private final Promise<DnsReply> promise;
  private final Set<Future<DnsReply>> open = new LinkedHashSet<>();
  private DnsQuestion question;
  private DnsReply failure = DnsReply.FAILED;
  private long ttlSeconds = Long.MAX_VALUE;
  private int asked;
  private int hops;
  private @Nullable Future<?> next;

  /**
   * A query that has not been sent.
   *
   * @param name without a trailing dot; taken as it stands, no search domain is added
   * @param patience how long a server may be silent before the next is asked
   */
  RecordQuery(
      DnsTransport transport,
      EventLoop loop,
      List<InetSocketAddress> servers,
      Duration patience,
      String name,
      DnsRecordType type) {
    this.transport = transport;
    this.loop = loop;
    this.servers = servers;
    this.patience = patience;
    this.type = type;
    this.question = new DefaultDnsQuestion(name + ".", type);
    this.promise = loop.newPromise();
  }

  /** Starts; the reply is one that ends the search, never an alias or a cut-off answer. */
  Future<DnsReply> run() {
    promise.addListener(_ -> stop());
    askNext();
    return promise;
  }

  private void askNext() {
    cancelTimer();
    if (asked == servers.size() * ROUNDS) {
      if (open.isEmpty()) {
        promise.trySuccess(failure);
      }
      return;
    }
    next = loop.schedule(this::askNext, patience.toNanos(), TimeUnit.NANOSECONDS);
    Future<DnsReply> reply = transport.ask(question, servers.get(asked++ % servers.size()));
    open.add(reply);
    reply.addListener(_ -> answered(reply));
  }

  private void answered(Future<DnsReply> reply) {
    if (!open.remove(reply) || promise.isDone()) {
      return;
    }
    switch (reply.getNow()) {
      case DnsReply.Failed failed -> {
        failure = failed;
        askNext();
      }
      case DnsReply.Alias alias -> follow(alias);
      case DnsReply.Addresses(var list, var ttl) ->
          promise.trySuccess(new DnsReply.Addresses(list, Math.min(ttl, ttlSeconds)));
      case DnsReply.Truncated _ -> promise.trySuccess(DnsReply.FAILED);
      case DnsReply.NoData none -> promise.trySuccess(none);
      case DnsReply.NoSuchName none -> promise.trySuccess(none);
    }
  }

  private void follow(DnsReply.Alias alias) {
    stop();
    if (hops++ == MAX_HOPS) {
      promise.trySuccess(DnsReply.FAILED);
      return;
    }
    ttlSeconds = Math.min(ttlSeconds, alias.ttlSeconds());
    question = new DefaultDnsQuestion(alias.name().text() + ".", type);
    asked = 0;
    askNext();
  }

  private void stop() {
    cancelTimer();
    List<Future<DnsReply>> abandoned = List.copyOf(open);
    open.clear();
    abandoned.forEach(reply -> reply.cancel(false));
  }

  private void cancelTimer() {
    if (next != null) {
      next.cancel(false);
    }
  }
}
