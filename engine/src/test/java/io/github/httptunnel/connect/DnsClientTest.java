package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.connect.DnsWire.Query;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against servers on loopback that behave and misbehave. */
class DnsClientTest {

  private static final String NAME = "www.example.org";
  private static final NameAnswer SERVER_FAILURE =
      new NameAnswer.Broken(new Unresolvable(Answer.SERVER_FAILURE));
  private static final NameAnswer TIMED_OUT =
      new NameAnswer.Broken(new TimedOut(TimedOut.Wait.DNS));
  private static final Duration LONG = Duration.ofSeconds(8);
  private static final Duration SHORT = Duration.ofMillis(400);

  private final LiveLoop live = LiveLoop.epoll();

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void findsTheAddressesOfBothFamilies() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses)) {
      assertThat(ask(LONG, dns))
          .isEqualTo(
              new NameAnswer.Found(List.of(DnsAnswers.V6, DnsAnswers.V4), Duration.ofSeconds(60)));
    }
  }

  @Test
  void leavesNoSocketBehind() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses)) {
      ask(LONG, dns);

      assertThat(live.made()).isEqualTo(1);
      await().until(() -> live.open().isEmpty());
    }
  }

  /** The descriptor must not be free for another socket while the old one is still being read. */
  @Test
  void keepsTheSocketOpenWhileItTellsTheAnswer() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses);
        DnsClient client = client(LONG, List.of(), dns)) {
      Promise<Integer> openThen = live.loop().newPromise();
      live.await(() -> {
        Future<NameAnswer> asked = client.lookUp(new Host.Name(NAME), live.loop());
        return asked.addListener(_ -> openThen.setSuccess(live.open().size()));
      });

      assertThat(openThen.get(5, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void saysThatThereIsNoSuchName() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().rcode(3)))) {
      assertThat(ask(LONG, dns)).isEqualTo(new NameAnswer.Absent(Answer.NO_SUCH_NAME));
      assertThat(dns.queries()).hasSize(2);
    }
  }

  @Test
  void saysThatTheNameHasNoAddress() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response()))) {
      assertThat(ask(LONG, dns)).isEqualTo(new NameAnswer.Absent(Answer.NO_ADDRESS));
    }
  }

  @Test
  void reportsServfailAfterAskingAgain() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().rcode(2)))) {
      assertThat(ask(LONG, dns)).isEqualTo(SERVER_FAILURE);
      assertThat(dns.queries()).hasSize(4);
    }
  }

  @Test
  void passesOnFromAServerThatFailsToOneThatDoesNot() throws Exception {
    try (ScriptedDns bad = new ScriptedDns(query -> DnsAnswers.one(query.response().rcode(5)));
        ScriptedDns good = new ScriptedDns(DnsAnswers::addresses)) {
      assertThat(ask(LONG, bad, good)).isInstanceOf(NameAnswer.Found.class);
    }
  }

  @Test
  void passesOnFromAServerThatIsSilentToOneThatIsNot() throws Exception {
    try (ScriptedDns mute = new ScriptedDns(_ -> List.of());
        ScriptedDns good = new ScriptedDns(DnsAnswers::addresses)) {
      assertThat(ask(LONG, mute, good)).isInstanceOf(NameAnswer.Found.class);
      assertThat(mute.queries()).hasSize(2);
    }
  }

  @Test
  void asksAgainWhenADatagramIsLost() throws Exception {
    LossyOnce lossy = new LossyOnce();
    try (ScriptedDns dns = new ScriptedDns(lossy)) {
      assertThat(ask(LONG, dns)).isInstanceOf(NameAnswer.Found.class);
    }
  }

  @Test
  void timesOutWhenEverybodyIsSilent() throws Exception {
    try (ScriptedDns mute = new ScriptedDns(_ -> List.of())) {
      assertThat(ask(SHORT, mute)).isEqualTo(TIMED_OUT);
      assertThat(mute.queries()).hasSize(4);
      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void isNotHeldUpByANameThatNobodyAnswers() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> query.name().equals(NAME) ? DnsAnswers.addresses(query) : List.of();
    try (ScriptedDns dns = new ScriptedDns(script);
        DnsClient client = client(LONG, List.of(), dns)) {
      List<Future<NameAnswer>> stuck =
          List.of(
              live.start(() -> client.lookUp(new Host.Name("mute.example"), live.loop())),
              live.start(() -> client.lookUp(new Host.Name("dumb.example"), live.loop())));
      NameAnswer answer = live.await(() -> client.lookUp(new Host.Name(NAME), live.loop()));

      assertThat(answer).isInstanceOf(NameAnswer.Found.class);
      assertThat(stuck).noneMatch(Future::isDone);
      assertThat(live.made()).isEqualTo(1);
    }
  }

  @Test
  void usesASourcePortOfItsOwnForEachBurst() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses);
        DnsClient client = client(LONG, List.of(), dns)) {
      for (int i = 0; i < 5; i++) {
        live.await(() -> client.lookUp(new Host.Name(NAME), live.loop()));
      }

      assertThat(dns.ports().stream().distinct().count()).isGreaterThan(1);
    }
  }

  @Test
  void asksOverTcpWhenTheAnswerIsCutOff() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().truncated()))) {
      dns.overStream(DnsAnswers::addresses);

      assertThat(ask(LONG, dns))
          .isEqualTo(
              new NameAnswer.Found(List.of(DnsAnswers.V6, DnsAnswers.V4), Duration.ofSeconds(60)));
      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void takesAStreamThatEndsWithoutAnAnswerForAFailure() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().truncated()))) {
      assertThat(ask(LONG, dns)).isEqualTo(SERVER_FAILURE);
      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void neverPutsANameWithADotIntoASearchDomain() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().rcode(3)));
        DnsClient client = client(LONG, List.of("corp.example"), dns)) {
      live.await(() -> client.lookUp(new Host.Name(NAME), live.loop()));

      assertThat(dns.queries()).extracting(Query::name).containsOnly(NAME);
    }
  }

  @Test
  void triesASingleLabelInTheSearchDomainsFirst() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> DnsAnswers.one(query.response().rcode(3)));
        DnsClient client = client(LONG, List.of("corp.example"), dns)) {
      live.await(() -> client.lookUp(new Host.Name("wiki"), live.loop()));

      assertThat(dns.queries().stream().map(Query::name).distinct())
          .containsExactly("wiki.corp.example", "wiki");
    }
  }

  @Test
  void passesOverSearchDomainsThatMakeNoName() {
    String tooLong = String.join(".", Collections.nCopies(63, "abc"));

    assertThat(DnsClient.spellings("ab", List.of("b@d", tooLong, "good.example")))
        .containsExactly("ab.good.example", "ab");
    assertThat(DnsClient.spellings("a", List.of(tooLong))).containsExactly("a." + tooLong, "a");
  }

  @Test
  void worksOnAnyTransport() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses);
        LiveLoop nio = LiveLoop.nio();
        DnsClient client = nio.dnsClient(LONG, List.of(), dns)) {
      assertThat(nio.await(() -> client.lookUp(new Host.Name(NAME), nio.loop())))
          .isInstanceOf(NameAnswer.Found.class);
    }
  }

  @Test
  void asksNobodyAboutALocalName() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses);
        DnsClient client = client(LONG, List.of(), dns)) {
      live.await(() -> client.lookUp(new Host.Name("localhost"), live.loop()));

      assertThat(dns.queries()).isEmpty();
    }
  }

  @Test
  void saysThatDescriptorsRanOut() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(DnsAnswers::addresses);
        DnsClient client =
            new DnsClient(
                () -> new DnsSources(List.of(dns.address()), List.of(), Map.of()),
                LONG,
                LiveLoop.noDescriptors(),
                live::dialer)) {
      assertThat(live.await(() -> client.lookUp(new Host.Name(NAME), live.loop())))
          .isEqualTo(new NameAnswer.Broken(new Overloaded(Overloaded.Resource.DESCRIPTORS)));
    }
  }

  @Test
  void closesTheSocketWhenALookUpIsGivenUp() throws Exception {
    try (ScriptedDns mute = new ScriptedDns(_ -> List.of());
        DnsClient client = client(LONG, List.of(), mute)) {
      Future<NameAnswer> asked = live.start(() -> client.lookUp(new Host.Name(NAME), live.loop()));
      await().until(() -> mute.queries().size() == 2);
      asked.cancel(false);

      await().until(() -> live.open().isEmpty());
    }
  }

  @Test
  void givesUpWhatIsUnderWayWhenClosed() throws Exception {
    try (ScriptedDns mute = new ScriptedDns(_ -> List.of())) {
      Future<NameAnswer> asked;
      try (DnsClient client = client(LONG, List.of(), mute)) {
        asked = live.start(() -> client.lookUp(new Host.Name(NAME), live.loop()));
        await().until(() -> mute.queries().size() == 2);
      }

      assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo(SERVER_FAILURE);
      await().until(() -> live.open().isEmpty());
    }
  }

  private NameAnswer ask(Duration timeout, ScriptedDns... servers) throws Exception {
    try (DnsClient client = client(timeout, List.of(), servers)) {
      return live.await(() -> client.lookUp(new Host.Name(NAME), live.loop()));
    }
  }

  private DnsClient client(Duration timeout, List<String> search, ScriptedDns... servers) {
    return live.dnsClient(timeout, search, servers);
  }

  /** Loses the first datagram of each type. */
  private static final class LossyOnce implements Function<Query, List<byte[]>> {

    private final Set<Integer> lost = new HashSet<>();

    @Override
    public List<byte[]> apply(Query query) {
      return lost.add(query.type()) ? List.of() : DnsAnswers.addresses(query);
    }
  }
}
