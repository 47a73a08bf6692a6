package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of the race under a clock that stands still. */
class AddressRaceTest {

  private static final Duration DELAY = Duration.ofMillis(250);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final FrozenLoop time = new FrozenLoop();
  private final List<Attempt> attempts = new ArrayList<>();

  @Test
  void dialsTheFirstAtOnceAndTheNextAfterTheDelay() {
    Future<AddressRace.Result> _ = race(3);
    assertThat(attempts).hasSize(1);
    time.advance(DELAY.minusNanos(1));
    assertThat(attempts).hasSize(1);
    time.advance(Duration.ofNanos(1));
    assertThat(attempts).hasSize(2);
    time.advance(DELAY);

    assertThat(attempts).extracting(Attempt::address).isEqualTo(addresses(3));
  }

  @Test
  void dialsTheNextAtOnceWhenOneFails() {
    Future<AddressRace.Result> _ = race(3);
    attempts.getFirst().promise().setFailure(new ConnectException("Connection refused"));

    assertThat(attempts).hasSize(2);
  }

  @Test
  void countsTheDelayFromTheLastDial() {
    Future<AddressRace.Result> _ = race(3);
    time.advance(DELAY.minusMillis(1));
    attempts.getFirst().promise().setFailure(new ConnectException("Connection refused"));
    time.advance(DELAY.minusNanos(1));
    assertThat(attempts).hasSize(2);
    time.advance(Duration.ofNanos(1));

    assertThat(attempts).hasSize(3);
  }

  @Test
  void keepsTheFirstConnectionAndClosesTheOthers() {
    Future<AddressRace.Result> race = race(3);
    time.advance(DELAY);
    attempts.get(1).promise().setSuccess();

    assertThat(race.getNow())
        .isEqualTo(
            new AddressRace.Result.Won(attempts.get(1).channel(), attempts.get(1).address()));
    assertThat(attempts.get(1).channel().isOpen()).isTrue();
    assertThat(attempts.get(0).channel().isOpen()).isFalse();
  }

  @Test
  void dialsNobodyElseOnceItIsWon() {
    Future<AddressRace.Result> _ = race(3);
    attempts.getFirst().promise().setSuccess();
    time.advance(TIMEOUT.multipliedBy(2));

    assertThat(attempts).hasSize(1);
    assertThat(attempts.getFirst().channel().isOpen()).isTrue();
  }

  @Test
  void closesALoserThatConnectsAtTheSameMoment() {
    Future<AddressRace.Result> _ = race(2);
    time.advance(DELAY);
    attempts.get(0).promise().setSuccess();
    attempts.get(1).promise().trySuccess();

    assertThat(attempts.get(1).channel().isOpen()).isFalse();
  }

  @Test
  void endsAtTheDeadlineWhateverHasFailedBefore() {
    Future<AddressRace.Result> race = race(2);
    attempts.getFirst().promise().setFailure(new ConnectException("Connection refused"));
    time.advance(TIMEOUT.minusNanos(1));
    assertThat(race.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    assertThat(race.getNow())
        .isEqualTo(new AddressRace.Result.Lost(new TimedOut(TimedOut.Wait.CONNECT)));
    assertThat(attempts).noneMatch(attempt -> attempt.channel().isOpen());
  }

  @Test
  void closesEveryAttemptWhenCancelled() {
    Future<AddressRace.Result> race = race(3);
    time.advance(DELAY);
    race.cancel(false);
    time.advance(TIMEOUT);

    assertThat(attempts).hasSize(2).noneMatch(attempt -> attempt.channel().isOpen());
  }

  @Test
  void closesAConnectionThatCompletesAfterTheCancellation() {
    Future<AddressRace.Result> race = race(1);
    race.cancel(false);
    attempts.getFirst().promise().trySuccess();

    assertThat(attempts.getFirst().channel().isOpen()).isFalse();
  }

  @Test
  void tellsTheMostTellingFailure() {
    Future<AddressRace.Result> race = race(3);
    attempts.get(0).promise().setFailure(new NoRouteToHostException());
    attempts.get(1).promise().setFailure(new ConnectException("Connection refused"));
    attempts.get(2).promise().setFailure(new ConnectException("Connection timed out"));

    assertThat(race.getNow())
        .isEqualTo(new AddressRace.Result.Lost(new Unreachable(Unreachable.Cause.REFUSED)));
  }

  @Test
  void saysThatDescriptorsRanOut() {
    Future<AddressRace.Result> race = race(2);
    attempts.get(0).promise().setFailure(new ConnectException("Connection refused"));
    attempts.get(1).promise().setFailure(new IOException("Too many open files"));

    assertThat(race.getNow())
        .isEqualTo(new AddressRace.Result.Lost(new Overloaded(Overloaded.Resource.DESCRIPTORS)));
  }

  @Test
  void closesAFailedAttempt() {
    Future<AddressRace.Result> _ = race(1);
    attempts.getFirst().promise().setFailure(new ConnectException("Connection refused"));

    assertThat(attempts.getFirst().channel().isOpen()).isFalse();
  }

  @Test
  void dialsNoMoreAddressesThanTheBound() {
    Future<AddressRace.Result> _ = race(AddressRace.MAX_ADDRESSES + 1);
    for (int i = 0; i <= AddressRace.MAX_ADDRESSES; i++) {
      time.advance(DELAY);
    }

    assertThat(attempts).hasSize(AddressRace.MAX_ADDRESSES);
  }

  private Future<AddressRace.Result> race(int candidates) {
    return new AddressRace(this::dial, time.loop(), DELAY, addresses(candidates)).run(TIMEOUT);
  }

  private static List<InetSocketAddress> addresses(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + i), 443))
        .toList();
  }

  private ChannelFuture dial(InetSocketAddress address, EventLoop loop) {
    EmbeddedChannel channel = new EmbeddedChannel();
    attempts.add(new Attempt(address, channel, channel.newPromise()));
    return attempts.getLast().promise();
  }

  private record Attempt(
      InetSocketAddress address, EmbeddedChannel channel, ChannelPromise promise) {}
}
