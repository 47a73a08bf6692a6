package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.both;
import static io.github.httptunnel.relay.RelayParts.maxRate;
import static io.github.httptunnel.relay.RelayParts.minRate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a relay does with bytes that may not go on yet; the clock stands still. */
class ShapedRelayTest {

  private static final RelayRules TEN_KILOBYTES = both(maxRate(10_000, OnMaxRate.SHAPE));

  private final FrozenRelay scene = new FrozenRelay();

  @AfterEach
  void releaseWhatIsLeft() {
    scene.close();
  }

  @Test
  void passesOnAsMuchAsTheRateAllows() {
    scene.started(TEN_KILOBYTES);
    scene.target().writeInbound(FrozenRelay.bytes(32_768));
    assertThat(scene.receivedByClient()).isEqualTo(100);
    int second = 100;
    for (int tenth = 0; tenth < 10; tenth++) {
      scene.pass(Duration.ofMillis(100));
      int now = scene.receivedByClient();
      assertThat(now).isBetween(500, 1500);
      second += now;
    }
    assertThat(second).isBetween(9_500, 10_200);
  }

  @Test
  void readsNoMoreWhileSomethingWaits() {
    scene.started(TEN_KILOBYTES);
    scene.target().writeInbound(FrozenRelay.bytes(1000), FrozenRelay.bytes(1000));
    assertThat(scene.receivedByClient()).isEqualTo(100);
    scene.pass(Duration.ofMillis(300));
    assertThat(scene.receivedByClient()).isEqualTo(1900);
  }

  @Test
  void holdsOneDirectionAndNotTheOther() {
    Relay relay = scene.started(new RelayRules(OFF, maxRate(10_000, OnMaxRate.SHAPE)));
    scene.target().writeInbound(FrozenRelay.bytes(1000));
    scene.client().writeInbound(FrozenRelay.bytes(30_000));
    assertThat(scene.receivedByTarget()).isEqualTo(30_000);
    assertThat(scene.receivedByClient()).isEqualTo(100);
    scene.pass(Duration.ofMillis(200));
    relay.abort(CloseReason.DRAINED);
    assertThat(FrozenRelay.result(relay).downstream().throttled())
        .isBetween(Duration.ofMillis(80), Duration.ofMillis(150));
    assertThat(FrozenRelay.result(relay).upstream().throttled()).isZero();
  }

  @Test
  void tellsTheEndBehindWhatWaits() {
    Relay relay = scene.started(TEN_KILOBYTES);
    scene.target().writeInbound(FrozenRelay.bytes(500));
    scene.target().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(scene.receivedByClient()).isEqualTo(100);
    assertThat(scene.client().outboundMessages()).isEmpty();
    scene.pass(Duration.ofMillis(100));
    assertThat(scene.receivedByClient()).isEqualTo(400);
    Object end = scene.client().readOutbound();
    assertThat(end).isEqualTo(EndOfStream.INSTANCE);
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.END_OF_STREAM, Side.TARGET));
    assertThat(FrozenRelay.result(relay).downstream().bytes()).isEqualTo(500);
  }

  @Test
  void settlesAnExchangeBehindWhatWaits() {
    Relay relay = scene.started(TEN_KILOBYTES);
    scene.target().writeInbound(FrozenRelay.bytes(500));
    scene.target().pipeline().fireUserEventTriggered(new RelaySignal.EndOfMessage(true));
    assertThat(relay.done().isDone()).isFalse();
    scene.pass(Duration.ofMillis(100));
    assertThat(scene.receivedByClient()).isEqualTo(500);
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Exchanged(Side.TARGET, scene.target()));
  }

  @Test
  void deliversWhatWaitsThoughItsSenderHasGoneSinceItFinished() {
    Relay relay = scene.started(TEN_KILOBYTES);
    scene.client().writeInbound(FrozenRelay.bytes(20_000));
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    FrozenRelay.reset(scene.client());
    int all = scene.receivedByTarget();
    for (int tenth = 0; tenth < 22; tenth++) {
      scene.pass(Duration.ofMillis(100));
      all += scene.receivedByTarget();
    }
    assertThat(all).isEqualTo(20_000);
    assertThat(relay.done().isDone()).isFalse();
    scene.pass(Duration.ofSeconds(2));
    assertThat(FrozenRelay.result(relay).upstream().ended()).isEqualTo(StreamEnd.FINISHED);
  }

  @Test
  void dropsWhatWaitsForAReceiverThatHasGoneSinceItFinished() {
    scene.started(TEN_KILOBYTES);
    ByteBuf data = FrozenRelay.bytes(500);
    scene.client().writeInbound(data);
    scene.target().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    scene.receivedByTarget();
    scene.target().close();
    scene.target().runPendingTasks();
    assertThat(data.refCnt()).isOne();
    scene.pass(Duration.ofMillis(100));
    assertThat(data.refCnt()).isZero();
    scene.target().checkException();
  }

  @Test
  void dropsWhatWaitsWhenItsSenderResets() {
    Relay relay = scene.started(TEN_KILOBYTES);
    ByteBuf data = FrozenRelay.bytes(500);
    scene.client().writeInbound(data);
    FrozenRelay.reset(scene.client());
    assertThat(data.refCnt()).isEqualTo(1);
    scene.receivedByTarget();
    assertThat(data.refCnt()).isZero();
    assertThat(FrozenRelay.result(relay).upstream().bytes()).isEqualTo(100);
    assertThat(FrozenRelay.result(relay).upstream().ended()).isEqualTo(StreamEnd.RESET);
  }

  @Test
  void countsADirectionAsCutThatHadFinishedAndWasNotDelivered() {
    Relay relay = scene.started(TEN_KILOBYTES);
    scene.client().writeInbound(FrozenRelay.bytes(500));
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    relay.abort(CloseReason.DRAINED);
    assertThat(FrozenRelay.result(relay).upstream().ended()).isEqualTo(StreamEnd.CUT);
  }

  @Test
  void isNotIdleWhileItPassesOnWhatWaits() {
    RelayPolicy policy =
        new RelayPolicy(Duration.ofSeconds(1), null, null, 1000L, null, null, OnMaxRate.SHAPE);
    Relay relay = scene.started(both(policy));
    scene.client().writeInbound(FrozenRelay.bytes(3000));
    for (int tenth = 0; tenth < 29; tenth++) {
      scene.pass(Duration.ofMillis(100));
    }
    assertThat(relay.done().isDone()).isFalse();
    scene.pass(Duration.ofMillis(1200));
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.IDLE_TIMEOUT, Side.PROXY));
  }

  @Test
  void takesItsShareAndWaitsForMore() {
    scene.share().left = 300;
    Relay relay = scene.started(both(OFF));
    scene.target().writeInbound(FrozenRelay.bytes(1000));
    assertThat(scene.receivedByClient()).isEqualTo(300);
    scene.share().give(300);
    assertThat(scene.receivedByClient()).isEqualTo(300);
    scene.share().give(10_000);
    assertThat(scene.receivedByClient()).isEqualTo(400);
    assertThat(scene.share().waiting).isNull();
    relay.abort(CloseReason.DRAINED);
    assertThat(scene.share().closed).isTrue();
  }

  @Test
  void doesNotBlameThePeersForAShareThatIsTooSmall() {
    scene.share().left = 0;
    Relay relay = scene.started(new RelayRules(OFF, minRate(1000)));
    scene.target().writeInbound(FrozenRelay.bytes(10));
    for (int second = 0; second < 200; second++) {
      scene.pass(Duration.ofSeconds(1));
    }
    assertThat(relay.done().isDone()).isFalse();
    scene.share().give(1000);
    for (int second = 0; second < 61; second++) {
      scene.pass(Duration.ofSeconds(1));
    }
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.TOO_SLOW, Side.PROXY));
  }

  @Test
  void spendsNoShareOnWhatTheRateHoldsBack() {
    scene.started(TEN_KILOBYTES);
    scene.target().writeInbound(FrozenRelay.bytes(1000));
    assertThat(scene.share().left).isEqualTo(Integer.MAX_VALUE - 100);
  }
}
