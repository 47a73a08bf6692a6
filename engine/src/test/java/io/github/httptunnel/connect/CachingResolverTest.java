package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachingResolverTest {

  private static final SocketAddress CLIENT = client(0);
  private static final Host.Name NAME = new Host.Name("example.org");
  private static final List<InetAddress> ADDRESSES = List.of(InetAddress.ofLiteral("192.0.2.1"));
  private static final Resolution TOO_MANY =
      new Resolution.Failed(new Overloaded(Overloaded.Resource.DNS));
  private static final Resolution FOUND = new Resolution.Found(ADDRESSES);

  private final FrozenLoop time = new FrozenLoop();
  private final EventLoop loop = time.loop();
  private final List<Promise<NameAnswer>> asked = new ArrayList<>();
  private final CachingResolver resolver = resolver(1);

  @ParameterizedTest
  @CsvSource({
    "0, 1000",
    "1, 1000",
    "2, 2000",
    "59, 59000",
    "60, 60000",
    "61, 60000",
    "4294967295, 60000"
  })
  void keepsAnAnswerForItsTtlWithinTheBounds(long ttlSeconds, long keptMillis) {
    resolve(new NameAnswer.Found(ADDRESSES, Duration.ofSeconds(ttlSeconds)));

    assertKept(Duration.ofMillis(keptMillis));
  }

  @Test
  void keepsTheAbsenceOfANameForTheNegativeTtl() {
    resolve(new NameAnswer.Absent(Unresolvable.Answer.NO_SUCH_NAME));

    assertKept(Duration.ofSeconds(10));
  }

  @Test
  void keepsAFailureForASecond() {
    resolve(new NameAnswer.Broken(new TimedOut(TimedOut.Wait.DNS)));

    assertKept(Duration.ofSeconds(1));
  }

  @Test
  void repeatsWhatItRemembers() {
    resolve(new NameAnswer.Absent(Unresolvable.Answer.NO_ADDRESS));

    assertThat(resolver.resolve(NAME, CLIENT, loop).getNow())
        .isEqualTo(new Resolution.Failed(new Unresolvable(Unresolvable.Answer.NO_ADDRESS)));
  }

  @Test
  void keepsNothingWhenTheCeilingIsZero() {
    DnsPolicy off = DnsPolicy.caching(Duration.ZERO);
    CachingResolver uncached = new CachingResolver(this::lookUp, off, 1, Function.identity());
    ask(uncached, NAME);
    asked.getFirst().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ofSeconds(5)));
    ask(uncached, NAME);

    assertThat(asked).hasSize(2);
  }

  @Test
  void asksOnceForAllWhoWait() {
    Future<Resolution> one = resolver.resolve(NAME, CLIENT, loop);
    Future<Resolution> two = resolver.resolve(NAME, CLIENT, loop);
    assertThat(asked).hasSize(1);
    asked.getFirst().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ZERO));

    assertThat(one.getNow()).isEqualTo(FOUND);
    assertThat(two.getNow()).isEqualTo(FOUND);
  }

  @Test
  void letsOneWaiterLeaveWithoutHarmToTheOthers() {
    Future<Resolution> one = resolver.resolve(NAME, CLIENT, loop);
    Future<Resolution> two = resolver.resolve(NAME, CLIENT, loop);
    one.cancel(false);
    asked.getFirst().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ZERO));

    assertThat(two.getNow()).isEqualTo(FOUND);
  }

  @Test
  void givesUpWhenNobodyWaitsAnyMore() {
    Future<Resolution> one = resolver.resolve(NAME, CLIENT, loop);
    Future<Resolution> two = resolver.resolve(NAME, CLIENT, loop);
    one.cancel(false);
    assertThat(asked.getFirst().isCancelled()).isFalse();
    two.cancel(false);

    assertThat(asked.getFirst().isCancelled()).isTrue();
  }

  @Test
  void asksAnewAfterALookUpWasGivenUp() {
    resolver.resolve(NAME, CLIENT, loop).cancel(false);
    Future<Resolution> later = resolver.resolve(NAME, CLIENT, loop);
    asked.getLast().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ZERO));

    assertThat(asked).hasSize(2);
    assertThat(later.getNow()).isEqualTo(FOUND);
  }

  @Test
  void servesWhoAsksAgainWhileBeingTold() {
    List<Resolution> second = new ArrayList<>();
    Future<Resolution> first = resolver.resolve(NAME, CLIENT, loop);
    first.addListener(_ -> second.add(resolver.resolve(NAME, CLIENT, loop).getNow()));
    asked.getFirst().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ZERO));

    assertThat(second).containsExactly(FOUND);
  }

  @Test
  void passesAFaultOn() {
    Future<Resolution> waiter = resolver.resolve(NAME, CLIENT, loop);
    IllegalStateException fault = new IllegalStateException("fault");
    asked.getFirst().setFailure(fault);

    assertThat(waiter.cause()).isSameAs(fault);
  }

  @Test
  void refusesLookUpsOfAClientBeyondItsBound() {
    fillPlacesOf(CLIENT);

    assertThat(resolver.resolve(NAME, CLIENT, loop).getNow()).isEqualTo(TOO_MANY);
    assertThat(asked).hasSize(CachingResolver.MAX_PENDING_OF_ONE);
  }

  @Test
  void servesOthersWhileOneClientsPlacesAreTaken() {
    fillPlacesOf(CLIENT);
    Future<Resolution> others = resolver.resolve(NAME, client(1), loop);
    asked.getLast().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ZERO));

    assertThat(others.getNow()).isEqualTo(FOUND);
  }

  @Test
  void letsAClientJoinALookUpWhenItsOwnPlacesAreTaken() {
    Future<Resolution> _ = resolver.resolve(NAME, client(1), loop);
    fillPlacesOf(CLIENT);

    assertThat(resolver.resolve(NAME, CLIENT, loop).isDone()).isFalse();
  }

  @Test
  void hasAPlaceAgainWhenALookUpEnds() {
    fillPlacesOf(CLIENT);
    asked.getFirst().setSuccess(new NameAnswer.Absent(Unresolvable.Answer.NO_SUCH_NAME));

    assertThat(resolver.resolve(NAME, CLIENT, loop).isDone()).isFalse();
  }

  @Test
  void hasAPlaceAgainWhenALookUpIsGivenUp() {
    Future<Resolution> first = resolver.resolve(NAME, CLIENT, loop);
    for (int i = 1; i < CachingResolver.MAX_PENDING_OF_ONE; i++) {
      ask(resolver, new Host.Name("n" + i));
    }
    first.cancel(false);

    assertThat(resolver.resolve(NAME, CLIENT, loop).isDone()).isFalse();
  }

  @Test
  void refusesLookUpsOfAllClientsBeyondTheBound() {
    fillAllPlaces();

    assertThat(resolver.resolve(NAME, CLIENT, loop).getNow()).isEqualTo(TOO_MANY);
    assertThat(asked).hasSize(CachingResolver.MAX_PENDING);
  }

  @Test
  void answersWhatItKnowsEvenWhenTooMuchIsPending() {
    resolve(new NameAnswer.Found(ADDRESSES, Duration.ofMinutes(1)));
    fillAllPlaces();

    assertThat(resolver.resolve(NAME, CLIENT, loop).getNow()).isEqualTo(FOUND);
  }

  @Test
  void countsTheLookUpsOfAClientOnAllLoops() {
    fillPlacesOf(CLIENT);

    assertThat(resolver.resolve(NAME, CLIENT, new FrozenLoop().loop()).getNow())
        .isEqualTo(TOO_MANY);
  }

  @Test
  void forgetsTheOldestAnswerBeyondTheBound() {
    resolve(new NameAnswer.Found(ADDRESSES, Duration.ofMinutes(1)));
    for (int i = 0; i < CachingResolver.MAX_ENTRIES; i++) {
      ask(resolver, new Host.Name("n" + i));
      asked.getLast().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ofMinutes(1)));
    }
    int before = asked.size();
    ask(resolver, new Host.Name("n0"));
    assertThat(asked).hasSize(before);
    ask(resolver, NAME);

    assertThat(asked).hasSize(before + 1);
  }

  @Test
  void countsWhereAnswersCameFrom() {
    ask(resolver, NAME);
    ask(resolver, NAME);
    assertThat(resolver.stats()).isEqualTo(new CacheStats(0, 1, 1, 0, 0, 0, 1));
    asked.getLast().setSuccess(new NameAnswer.Found(ADDRESSES, Duration.ofMinutes(1)));
    ask(resolver, NAME);
    assertThat(resolver.stats()).isEqualTo(new CacheStats(1, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void countsALookUpThatIsGivenUpAsOver() {
    resolver.resolve(NAME, CLIENT, loop).cancel(false);
    assertThat(resolver.stats()).isEqualTo(new CacheStats(0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void countsWhatItRefuses() {
    fillPlacesOf(CLIENT);
    ask(resolver, NAME);
    int most = CachingResolver.MAX_PENDING_OF_ONE;
    assertThat(resolver.stats()).isEqualTo(new CacheStats(0, most, 0, 1, 0, 0, most));
  }

  private CachingResolver resolver(int loops) {
    return new CachingResolver(
        this::lookUp, DnsPolicy.caching(Duration.ofSeconds(60)), loops, Function.identity());
  }

  private Future<NameAnswer> lookUp(Host.Name name, EventLoop on) {
    Promise<NameAnswer> promise = on.newPromise();
    asked.add(promise);
    return promise;
  }

  private static SocketAddress client(int number) {
    return InetSocketAddress.createUnresolved("client-" + number, 1);
  }

  private void fillPlacesOf(SocketAddress client) {
    for (int i = 0; i < CachingResolver.MAX_PENDING_OF_ONE; i++) {
      Host.Name name = new Host.Name("n" + i);
      assertThat(resolver.resolve(name, client, loop).isDone()).isFalse();
    }
  }

  private void fillAllPlaces() {
    for (int i = 0; i < CachingResolver.MAX_PENDING; i++) {
      int client = 1 + i / CachingResolver.MAX_PENDING_OF_ONE;
      Future<Resolution> _ = resolver.resolve(new Host.Name("n" + i), client(client), loop);
    }
  }

  private void ask(CachingResolver from, Host.Name name) {
    Future<Resolution> _ = from.resolve(name, CLIENT, loop);
  }

  private void resolve(NameAnswer answer) {
    ask(resolver, NAME);
    asked.getLast().setSuccess(answer);
  }

  private void assertKept(Duration expected) {
    time.advance(expected.minusNanos(1));
    ask(resolver, NAME);
    assertThat(asked).as("just before").hasSize(1);
    time.advance(Duration.ofNanos(1));
    ask(resolver, NAME);
    assertThat(asked).as("at the end").hasSize(2);
  }
}
