package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Host;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordQueryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final InetSocketAddress ONE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 53);
  private static final InetSocketAddress TWO =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 53);
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.80");

  private final FrozenLoop time = new FrozenLoop();
  private final List<Asked> asked = new ArrayList<>();
  private final Future<DnsReply> reply = query(List.of(ONE, TWO)).run();

  @Test
  void asksTheFullNameWithoutAnyAddition() {
    assertThat(asked.getFirst().question().name()).isEqualTo("www.example.org.");
  }

  @Test
  void asksTheNextServerWhenOneIsSilent() {
    time.advance(PATIENCE.minusNanos(1));
    assertThat(servers()).containsExactly(ONE);
    time.advance(Duration.ofNanos(1));

    assertThat(servers()).containsExactly(ONE, TWO);
  }

  @Test
  void asksTheNextServerAtOnceWhenOneFails() {
    answer(0, DnsReply.FAILED);

    assertThat(servers()).containsExactly(ONE, TWO);
  }

  @Test
  void asksEachServerTwiceAndThenWaits() {
    for (int i = 0; i < 20; i++) {
      time.advance(PATIENCE);
    }

    assertThat(servers()).containsExactly(ONE, TWO, ONE, TWO);
    assertThat(reply.isDone()).isFalse();
  }

  @Test
  void failsWhenAllHaveFailed() {
    for (int i = 0; i < 4; i++) {
      answer(i, DnsReply.FAILED);
    }

    assertThat(reply.getNow()).isEqualTo(DnsReply.FAILED);
  }

  @Test
  void takesALateAnswerOfTheFirstServer() {
    time.advance(PATIENCE);
    answer(0, new DnsReply.NoData());

    assertThat(reply.getNow()).isEqualTo(new DnsReply.NoData());
    assertThat(asked.get(1).promise().isCancelled()).isTrue();
  }

  @Test
  void believesTheFirstWhoKnowsThatThereIsNoSuchName() {
    answer(0, new DnsReply.NoSuchName());

    assertThat(reply.getNow()).isEqualTo(new DnsReply.NoSuchName());
    assertThat(servers()).containsExactly(ONE);
  }

  @Test
  void followsAnAliasAndKeepsTheShortestTtl() {
    answer(0, new DnsReply.Alias(new Host.Name("cdn.example.net"), 5));
    assertThat(asked.getLast().question().name()).isEqualTo("cdn.example.net.");
    answer(1, new DnsReply.Addresses(List.of(ADDRESS), 60));

    assertThat(reply.getNow()).isEqualTo(new DnsReply.Addresses(List.of(ADDRESS), 5));
  }

  @Test
  void followsAsManyAliasesAsTheBound() {
    for (int i = 0; i < RecordQuery.MAX_HOPS; i++) {
      answer(i, new DnsReply.Alias(new Host.Name("a" + i), 5));
    }
    answer(RecordQuery.MAX_HOPS, new DnsReply.Addresses(List.of(ADDRESS), 1));

    assertThat(reply.getNow()).isEqualTo(new DnsReply.Addresses(List.of(ADDRESS), 1));
  }

  @Test
  void givesUpOnOneAliasMoreThanTheBound() {
    for (int i = 0; i <= RecordQuery.MAX_HOPS; i++) {
      answer(i, new DnsReply.Alias(new Host.Name("loop.example"), 5));
    }

    assertThat(reply.getNow()).isEqualTo(DnsReply.FAILED);
    assertThat(asked).hasSize(RecordQuery.MAX_HOPS + 1);
  }

  @Test
  void givesEveryQuestionUpWhenCancelled() {
    time.advance(PATIENCE);
    reply.cancel(false);
    time.advance(PATIENCE.multipliedBy(5));

    assertThat(asked).hasSize(2).allMatch(one -> one.promise().isCancelled());
  }

  private RecordQuery query(List<InetSocketAddress> servers) {
    return new RecordQuery(
        this::ask, time.loop(), servers, PATIENCE, "www.example.org", DnsRecordType.A);
  }

  private Future<DnsReply> ask(DnsQuestion question, InetSocketAddress server) {
    Promise<DnsReply> promise = time.loop().newPromise();
    asked.add(new Asked(question, server, promise));
    return promise;
  }

  private void answer(int index, DnsReply with) {
    asked.get(index).promise().setSuccess(with);
  }

  private List<InetSocketAddress> servers() {
    return asked.stream().map(Asked::server).toList();
  }

  private record Asked(DnsQuestion question, InetSocketAddress server, Promise<DnsReply> promise) {}
}
