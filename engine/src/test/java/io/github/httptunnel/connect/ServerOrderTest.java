package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOrderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final InetSocketAddress ONE = server("192.0.2.1");
  private static final InetSocketAddress TWO = server("192.0.2.2");
  private static final List<InetSocketAddress> SERVERS = List.of(ONE, TWO);

  private final FrozenLoop time = new FrozenLoop();
  private final ServerOrder order = new ServerOrder(time.loop());
  private final List<Promise<DnsReply>> asked = new ArrayList<>();

  @Test
  void keepsTheGivenOrderWhileAllAnswer() {
    ask(ONE);
    asked.getLast().setSuccess(DnsReply.FAILED);

    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  @Test
  void asksASilentServerLastForAWhile() {
    ask(ONE);
    time.advance(PATIENCE);
    asked.getLast().cancel(false);

    assertThat(order.arrange(SERVERS)).containsExactly(TWO, ONE);
    time.advance(ServerOrder.REST);
    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  @Test
  void doesNotBlameAServerForAQuestionThatWasGivenUpBeforeItsTime() {
    ask(ONE);
    time.advance(PATIENCE.minusNanos(1));
    asked.getLast().cancel(false);

    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  @Test
  void doesNotBlameAServerForANameThatNobodyAnswersFor() {
    ask(ONE);
    time.advance(Duration.ofMillis(1));
    ask(ONE);
    time.advance(PATIENCE);
    asked.getLast().setSuccess(DnsReply.FAILED);
    asked.getFirst().cancel(false);

    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  @Test
  void trustsASilentServerAgainWhenItAnswers() {
    ask(ONE);
    time.advance(PATIENCE);
    asked.getLast().cancel(false);
    ask(ONE);
    asked.getLast().setSuccess(DnsReply.FAILED);

    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  @Test
  void keepsTheGivenOrderWhenAllAreSilent() {
    ask(ONE);
    ask(TWO);
    time.advance(PATIENCE);
    asked.forEach(question -> question.cancel(false));

    assertThat(order.arrange(SERVERS)).isEqualTo(SERVERS);
  }

  private void ask(InetSocketAddress server) {
    DnsTransport transport =
        (_, _) -> {
          Promise<DnsReply> promise = time.loop().newPromise();
          asked.add(promise);
          return promise;
        };
    Future<DnsReply> _ =
        order
            .watch(transport, PATIENCE)
            .ask(new DefaultDnsQuestion("example.org.", DnsRecordType.A), server);
  }

  private static InetSocketAddress server(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 53);
  }
}
