package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsPeerTest {

  private DnsPeer dns;

  @BeforeEach
  void start() {
    dns = DnsPeer.start();
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void givesTheAddressesOfTheTypeAskedFor() {
    dns.answer("live.example", DnsAnswer.addresses("192.0.2.1", "2001:db8::1", "192.0.2.2"));
    assertThat(ask("live.example", DnsType.A).addresses())
        .containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(ask("live.example", DnsType.AAAA).addresses())
        .containsExactly("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void givesTheTimeToLive() {
    dns.answer("live.example", DnsAnswer.addresses(Duration.ofSeconds(7), "192.0.2.1"));
    assertThat(ask("live.example", DnsType.A).ttl()).isEqualTo(7);
  }

  @Test
  void takesNamesInAnyCase() {
    dns.answer("Live.Example", DnsAnswer.addresses("192.0.2.1"));
    assertThat(ask("lIVE.eXAMPLE", DnsType.A).addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void knowsNoOtherName() {
    DnsProbe.Answer answer = ask("other.example", DnsType.A);
    assertThat(answer.code()).isEqualTo(DnsResponseCode.NXDOMAIN);
    assertThat(answer.authorities()).isEqualTo(1);
  }

  @Test
  void answersForAllNamesBelowAWildcard() {
    dns.answer("*.example", DnsAnswer.addresses("192.0.2.1"));
    assertThat(ask("a.b.example", DnsType.A).addresses()).containsExactly("192.0.2.1");
    assertThat(ask("example", DnsType.A).code()).isEqualTo(DnsResponseCode.NXDOMAIN);
  }

  @Test
  void fails() {
    dns.answer("bad.example", DnsAnswer.failure());
    assertThat(ask("bad.example", DnsType.A).code()).isEqualTo(DnsResponseCode.SERVFAIL);
  }

  @Test
  void saysThatANameHasNoAddress() {
    dns.answer("empty.example", DnsAnswer.noData());
    DnsProbe.Answer answer = ask("empty.example", DnsType.A);
    assertThat(answer.code()).isEqualTo(DnsResponseCode.NOERROR);
    assertThat(answer.addresses()).isEmpty();
    assertThat(answer.authorities()).isEqualTo(1);
  }

  @Test
  void followsAliases() {
    dns.answer("a.example", DnsAnswer.alias("b.example"));
    dns.answer("b.example", DnsAnswer.addresses("192.0.2.1"));
    DnsProbe.Answer answer = ask("a.example", DnsType.A);
    assertThat(answer.records()).isEqualTo(2);
    assertThat(answer.addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void survivesALoopOfAliases() {
    dns.answer("a.example", DnsAnswer.alias("a.example"));
    assertThat(DnsProbe.overTcp(dns.address(), "a.example", DnsType.A).records()).isEqualTo(65);
  }

  @Test
  void isSilentAboutMutedNames() {
    dns.answer("mute.example", DnsAnswer.mute());
    assertThat(DnsProbe.silent(dns.address(), "mute.example", Duration.ofMillis(50))).isTrue();
    assertThat(dns.queries("mute.example")).isEqualTo(1);
  }

  @Test
  void answersLate() {
    Duration delay = Duration.ofMillis(60);
    dns.answer("late.example", DnsAnswer.delayed(delay, DnsAnswer.addresses("192.0.2.1")));
    long start = System.nanoTime();
    assertThat(ask("late.example", DnsType.A).addresses()).containsExactly("192.0.2.1");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
  }

  @Test
  void sendsCraftedBytes() {
    dns.answer(
        "odd.example",
        new DnsAnswer.Crafted(query -> {
          byte[] echoed = Arrays.copyOf(query, query.length);
          echoed[2] = (byte) 0x80;
          echoed[3] = 5;
          return echoed;
        }));
    assertThat(ask("odd.example", DnsType.A).code()).isEqualTo(DnsResponseCode.REFUSED);
  }

  @Test
  void truncatesOverUdpWhatOnlyFitsTcp() {
    String[] many = IntStream.range(0, 40).mapToObj(i -> "192.0.2." + i).toArray(String[]::new);
    dns.answer("many.example", DnsAnswer.addresses(many));
    assertThat(ask("many.example", DnsType.A).truncated()).isTrue();
    assertThat(DnsProbe.overTcp(dns.address(), "many.example", DnsType.A).addresses()).hasSize(40);
    assertThat(dns.tcpConnections()).isEqualTo(1);
  }

  @Test
  void changesAnswersWhileItRuns() {
    dns.answer("rebind.example", DnsAnswer.addresses("192.0.2.1"));
    assertThat(ask("rebind.example", DnsType.A).addresses()).containsExactly("192.0.2.1");
    dns.answer("rebind.example", DnsAnswer.addresses("127.0.0.1"));
    assertThat(ask("rebind.example", DnsType.A).addresses()).containsExactly("127.0.0.1");
  }

  @Test
  void countsQueriesByNameAndType() {
    ask("a.example", DnsType.A);
    ask("a.example", DnsType.AAAA);
    ask("b.example", DnsType.A);
    assertThat(dns.queries("A.example")).isEqualTo(2);
    assertThat(dns.queries("a.example", DnsType.AAAA)).isEqualTo(1);
    assertThat(dns.queries()).isEqualTo(3);
  }

  @Test
  void ignoresWhatIsNoQuery() {
    DnsProbe.sendOnly(dns.address(), Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    assertThat(ask("a.example", DnsType.A).code()).isEqualTo(DnsResponseCode.NXDOMAIN);
    assertThat(dns.queries()).isEqualTo(1);
  }

  private DnsProbe.Answer ask(String name, DnsType type) {
    return DnsProbe.overUdp(dns.address(), name, type);
  }
}
