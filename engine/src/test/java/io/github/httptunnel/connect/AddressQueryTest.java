package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressQueryTest {

  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final Refusal FULL = new Overloaded(Overloaded.Resource.DESCRIPTORS);

  private final FrozenLoop time = new FrozenLoop();
  private final Map<DnsRecordType, Promise<DnsReply>> asked = new HashMap<>();
  private final Future<NameAnswer> answer = new AddressQuery(time.loop(), this::ask).run();

  @Test
  void asksForBothFamiliesAtOnce() {
    assertThat(asked).containsOnlyKeys(DnsRecordType.A, DnsRecordType.AAAA);
  }

  @Test
  void joinsBothFamiliesUnderTheShorterTtl() {
    ipv4(new DnsReply.Addresses(List.of(V4), 30));
    ipv6(new DnsReply.Addresses(List.of(V6), 20));

    assertThat(answer.getNow())
        .isEqualTo(new NameAnswer.Found(List.of(V6, V4), Duration.ofSeconds(20)));
  }

  @Test
  void waitsFiftyMillisecondsForTheOtherFamily() {
    ipv4(new DnsReply.Addresses(List.of(V4), 30));
    time.advance(Duration.ofMillis(50).minusNanos(1));
    assertThat(answer.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    assertThat(answer.getNow()).isEqualTo(new NameAnswer.Found(List.of(V4), Duration.ZERO));
    assertThat(asked.get(DnsRecordType.AAAA).isCancelled()).isTrue();
  }

  @Test
  void doesNotWaitForAFamilyThatHasFailed() {
    ipv6(DnsReply.FAILED);
    ipv4(new DnsReply.Addresses(List.of(V4), 30));

    assertThat(answer.getNow())
        .isEqualTo(new NameAnswer.Found(List.of(V4), Duration.ofSeconds(30)));
  }

  @Test
  void waitsForAddressesAsLongAsOneFamilyIsOpen() {
    ipv6(new DnsReply.NoData());
    time.advance(Duration.ofSeconds(3));

    assertThat(answer.isDone()).isFalse();
  }

  @Test
  void saysThatThereIsNoAddress() {
    ipv6(new DnsReply.NoData());
    ipv4(new DnsReply.NoData());

    assertThat(answer.getNow()).isEqualTo(new NameAnswer.Absent(Answer.NO_ADDRESS));
  }

  @Test
  void takesOneNxdomainForTheWholeName() {
    ipv6(DnsReply.FAILED);
    ipv4(new DnsReply.NoSuchName());

    assertThat(answer.getNow()).isEqualTo(new NameAnswer.Absent(Answer.NO_SUCH_NAME));
  }

  @Test
  void doesNotTakeAFailureForAnAbsence() {
    ipv6(new DnsReply.NoData());
    ipv4(new DnsReply.Failed(FULL));

    assertThat(answer.getNow()).isEqualTo(new NameAnswer.Broken(FULL));
  }

  @Test
  void givesBothQuestionsUpWhenCancelled() {
    answer.cancel(false);

    assertThat(asked.values()).allMatch(Future::isCancelled);
  }

  private Future<DnsReply> ask(DnsRecordType type) {
    Promise<DnsReply> promise = time.loop().newPromise();
    asked.put(type, promise);
    return promise;
  }

  private void ipv6(DnsReply reply) {
    asked.get(DnsRecordType.AAAA).setSuccess(reply);
  }

  private void ipv4(DnsReply reply) {
    asked.get(DnsRecordType.A).setSuccess(reply);
  }
}
