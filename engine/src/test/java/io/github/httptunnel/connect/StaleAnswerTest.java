package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Host;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an answer towards the end of its time, and after it. */
class StaleAnswerTest {

  private static final Host.Name NAME = new Host.Name("example.org");
  private static final SocketAddress CLIENT = InetSocketAddress.createUnresolved("client", 1);
  private static final Duration TTL = Duration.ofSeconds(100);
  private static final Duration STALE = Duration.ofHours(1);
  private static final Duration AN_INSTANT = Duration.ofMillis(1);
  private static final NameAnswer SILENCE = new NameAnswer.Broken(new TimedOut(TimedOut.Wait.DNS));

  private final FrozenLoop time = new FrozenLoop();
  private final EventLoop loop = time.loop();
  private final List<Promise<NameAnswer>> asked = new ArrayList<>();
  private CachingResolver resolver = resolver(STALE);

  @Test
  void servesWhenTheServersAreSilent() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(SILENCE);

    assertThat(waiter.getNow()).isEqualTo(found("192.0.2.1"));
  }

  @Test
  void servesWhenTheServersFail() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    asked
        .getLast()
        .setSuccess(new NameAnswer.Broken(new Unresolvable(Unresolvable.Answer.SERVER_FAILURE)));

    assertThat(waiter.getNow()).isEqualTo(found("192.0.2.1"));
  }

  @Test
  void servesAClientThatHasWaitedForAWhileAndTheLookUpGoesOn() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    time.advance(SharedLookup.PATIENCE.minus(AN_INSTANT));
    assertThat(waiter.isDone()).isFalse();
    time.advance(AN_INSTANT);
    assertThat(waiter.getNow()).isEqualTo(found("192.0.2.1"));
    assertThat(resolve().getNow()).as("who comes later").isEqualTo(found("192.0.2.1"));
    asked.getLast().setSuccess(answer("192.0.2.2"));

    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.2"));
  }

  @Test
  void givesWayToANewAnswerThatComesSoon() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(answer("192.0.2.2"));

    assertThat(waiter.getNow()).isEqualTo(found("192.0.2.2"));
  }

  @Test
  void givesWayToTheWordThatThereIsNoSuchName() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(new NameAnswer.Absent(Unresolvable.Answer.NO_SUCH_NAME));

    Resolution none = new Resolution.Failed(new Unresolvable(Unresolvable.Answer.NO_SUCH_NAME));
    assertThat(waiter.getNow()).isEqualTo(none);
    assertThat(resolve().getNow()).isEqualTo(none);
  }

  @Test
  void sparesTheServersThatFailedForHalfAMinute() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> _ = resolve();
    asked.getLast().setSuccess(SILENCE);
    time.advance(LoopCache.STALE_REST.minus(AN_INSTANT));
    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.1"));
    assertThat(asked).hasSize(2);
    time.advance(AN_INSTANT);
    Future<Resolution> _ = resolve();

    assertThat(asked).hasSize(3);
  }

  @Test
  void endsWhenItsTimeBeyondItsTimeIsOver() {
    know("192.0.2.1");
    time.advance(TTL.plus(STALE));
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(SILENCE);

    assertThat(waiter.getNow()).isEqualTo(new Resolution.Failed(new TimedOut(TimedOut.Wait.DNS)));
  }

  @Test
  void isNotServedWhenThatIsOff() {
    resolver = resolver(null);
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(SILENCE);

    assertThat(waiter.getNow()).isEqualTo(new Resolution.Failed(new TimedOut(TimedOut.Wait.DNS)));
  }

  @Test
  void isNotTheWordThatThereIsNoSuchName() {
    Future<Resolution> _ = resolve();
    asked.getLast().setSuccess(new NameAnswer.Absent(Unresolvable.Answer.NO_SUCH_NAME));
    time.advance(Duration.ofSeconds(10));
    Future<Resolution> waiter = resolve();
    asked.getLast().setSuccess(SILENCE);

    assertThat(waiter.getNow()).isEqualTo(new Resolution.Failed(new TimedOut(TimedOut.Wait.DNS)));
  }

  @Test
  void servesWhenThereIsNoPlaceForALookUp() {
    know("192.0.2.1");
    time.advance(TTL);
    for (int i = 0; i < CachingResolver.MAX_PENDING_OF_ONE; i++) {
      Future<Resolution> _ = resolver.resolve(new Host.Name("n" + i), CLIENT, loop);
    }

    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.1"));
  }

  @Test
  void isReplacedAheadOfItsEndWhenItIsInUse() {
    know("192.0.2.1");
    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.1"));
    time.advance(part(1 - LoopCache.LEAST_AHEAD));
    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.1"));
    assertThat(asked).hasSize(2);
    asked.getLast().setSuccess(answer("192.0.2.2"));

    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.2"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void isNotReplacedLongBeforeItsEnd() {
    know("192.0.2.1");
    Future<Resolution> _ = resolve();
    time.advance(part(1 - LoopCache.MOST_AHEAD).minus(AN_INSTANT));
    Future<Resolution> _ = resolve();

    assertThat(asked).hasSize(1);
  }

  @Test
  void isNotReplacedAheadOfItsEndWhenNobodyUsedIt() {
    know("192.0.2.1");
    time.advance(part(1 - LoopCache.LEAST_AHEAD));
    Future<Resolution> _ = resolve();

    assertThat(asked).hasSize(1);
  }

  @Test
  void staysWhenItCannotBeReplacedAheadOfItsEnd() {
    know("192.0.2.1");
    Future<Resolution> _ = resolve();
    time.advance(part(1 - LoopCache.LEAST_AHEAD));
    Future<Resolution> _ = resolve();
    asked.getLast().setSuccess(SILENCE);

    assertThat(resolve().getNow()).isEqualTo(found("192.0.2.1"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void isCountedWhenItServes() {
    know("192.0.2.1");
    time.advance(TTL);
    Future<Resolution> _ = resolve();
    Future<Resolution> _ = resolve();
    asked.getLast().setSuccess(SILENCE);
    Future<Resolution> _ = resolve();

    assertThat(resolver.stats()).isEqualTo(new CacheStats(1, 2, 1, 0, 3, 0, 0));
  }

  @Test
  void isCountedApartWhenItIsReplacedAheadOfItsEnd() {
    know("192.0.2.1");
    Future<Resolution> _ = resolve();
    time.advance(part(1 - LoopCache.LEAST_AHEAD));
    Future<Resolution> _ = resolve();

    assertThat(resolver.stats()).isEqualTo(new CacheStats(2, 1, 0, 0, 0, 1, 1));
  }

  private void know(String address) {
    Future<Resolution> _ = resolve();
    asked.getLast().setSuccess(answer(address));
  }

  private Future<Resolution> resolve() {
    return resolver.resolve(NAME, CLIENT, loop);
  }

  private CachingResolver resolver(@Nullable Duration stale) {
    DnsPolicy policy =
        new DnsPolicy(
            List.of(), Duration.ZERO, TTL, Duration.ofSeconds(10), stale, DnsPolicy.Prefer.AUTO);
    return new CachingResolver(
        (_, on) -> {
          Promise<NameAnswer> promise = on.newPromise();
          asked.add(promise);
          return promise;
        },
        policy,
        1,
        Function.identity());
  }

  private static Duration part(double share) {
    return Duration.ofMillis((long) (TTL.toMillis() * share));
  }

  private static NameAnswer answer(String address) {
    return new NameAnswer.Found(List.of(InetAddress.ofLiteral(address)), TTL);
  }

  private static Resolution found(String address) {
    return answer(address).resolution();
  }
}
