package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.both;
import static io.github.httptunnel.relay.RelayParts.maxRate;
import static io.github.httptunnel.relay.RelayParts.minRate;
import static io.github.httptunnel.relay.RelayParts.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a relay does with bytes that may not go on yet, or not at all; the clock stands still. */
class ShapedRelayTest {

  private static final RelayRules TEN_KILOBYTES = both(maxRate(10_000, OnMaxRate.SHAPE));

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel target = new EmbeddedChannel();
  private final ScriptedShare share = new ScriptedShare();

  ShapedRelayTest() {
    client.freezeTime();
    client.config().setAutoRead(false);
    target.config().setAutoRead(false);
  }

  @AfterEach
  void releaseWhatIsLeft() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
  }

  @Test
  void passesOnAsMuchAsTheRateAllows() {
    started(TEN_KILOBYTES);
    target.writeInbound(bytes(32_768));
    assertThat(received(client)).isEqualTo(100);
    int second = 100;
    for (int tenth = 0; tenth < 10; tenth++) {
      pass(Duration.ofMillis(100));
      int now = received(client);
      assertThat(now).isBetween(500, 1500);
      second += now;
    }
    assertThat(second).isBetween(9_500, 10_200);
  }

  @Test
  void readsNoMoreWhileSomethingWaits() {
    started(TEN_KILOBYTES);
    target.writeInbound(bytes(1000), bytes(1000));
    assertThat(received(client)).isEqualTo(100);
    pass(Duration.ofMillis(300));
    assertThat(received(client)).isEqualTo(1900);
  }

  @Test
  void holdsOneDirectionAndNotTheOther() {
    ChannelRelay relay = started(new RelayRules(OFF, maxRate(10_000, OnMaxRate.SHAPE)));
    target.writeInbound(bytes(1000));
    client.writeInbound(bytes(30_000));
    assertThat(received(target)).isEqualTo(30_000);
    assertThat(received(client)).isEqualTo(100);
    pass(Duration.ofMillis(200));
    relay.abort(CloseReason.DRAINED);
    assertThat(result(relay).downstream().throttled()).isBetween(millis(80), millis(150));
    assertThat(result(relay).upstream().throttled()).isZero();
  }

  @Test
  void tellsTheEndBehindWhatWaits() {
    ChannelRelay relay = started(TEN_KILOBYTES);
    target.writeInbound(bytes(500));
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(received(client)).isEqualTo(100);
    assertThat(client.outboundMessages()).isEmpty();
    pass(Duration.ofMillis(100));
    assertThat(received(client)).isEqualTo(400);
    Object end = client.readOutbound();
    assertThat(end).isEqualTo(EndOfStream.INSTANCE);
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.END_OF_STREAM, Side.TARGET));
    assertThat(result(relay).downstream().bytes()).isEqualTo(500);
  }

  @Test
  void settlesAnExchangeBehindWhatWaits() {
    ChannelRelay relay = started(TEN_KILOBYTES);
    target.writeInbound(bytes(500));
    target.pipeline().fireUserEventTriggered(new RelaySignal.EndOfMessage(true));
    assertThat(relay.done().isDone()).isFalse();
    pass(Duration.ofMillis(100));
    assertThat(received(client)).isEqualTo(500);
    assertThat(result(relay).ending()).isEqualTo(new Ending.Exchanged(Side.TARGET));
  }

  @Test
  void deliversWhatWaitsThoughItsSenderHasGoneSinceItFinished() {
    ChannelRelay relay = started(TEN_KILOBYTES);
    client.writeInbound(bytes(20_000));
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    reset(client);
    int all = received(target);
    for (int tenth = 0; tenth < 22; tenth++) {
      pass(Duration.ofMillis(100));
      all += received(target);
    }
    assertThat(all).isEqualTo(20_000);
    assertThat(relay.done().isDone()).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(result(relay).upstream().ended()).isEqualTo(StreamEnd.FINISHED);
  }

  @Test
  void dropsWhatWaitsForAReceiverThatHasGoneSinceItFinished() {
    started(TEN_KILOBYTES);
    ByteBuf data = bytes(500);
    client.writeInbound(data);
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    received(target);
    target.close();
    target.runPendingTasks();
    assertThat(data.refCnt()).isOne();
    pass(Duration.ofMillis(100));
    assertThat(data.refCnt()).isZero();
    target.checkException();
  }

  @Test
  void dropsWhatWaitsWhenItsSenderResets() {
    ChannelRelay relay = started(TEN_KILOBYTES);
    ByteBuf data = bytes(500);
    client.writeInbound(data);
    reset(client);
    assertThat(data.refCnt()).isEqualTo(1);
    received(target);
    assertThat(data.refCnt()).isZero();
    assertThat(result(relay).upstream().bytes()).isEqualTo(100);
    assertThat(result(relay).upstream().ended()).isEqualTo(StreamEnd.RESET);
  }

  @Test
  void countsADirectionAsCutThatHadFinishedAndWasNotDelivered() {
    ChannelRelay relay = started(TEN_KILOBYTES);
    client.writeInbound(bytes(500));
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    relay.abort(CloseReason.DRAINED);
    assertThat(result(relay).upstream().ended()).isEqualTo(StreamEnd.CUT);
  }

  @Test
  void isNotIdleWhileItPassesOnWhatWaits() {
    RelayPolicy policy =
        new RelayPolicy(Duration.ofSeconds(1), null, null, 1000L, null, null, OnMaxRate.SHAPE);
    ChannelRelay relay = started(both(policy));
    client.writeInbound(bytes(3000));
    for (int tenth = 0; tenth < 29; tenth++) {
      pass(Duration.ofMillis(100));
    }
    assertThat(relay.done().isDone()).isFalse();
    pass(Duration.ofMillis(1200));
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.IDLE_TIMEOUT, Side.PROXY));
  }

  @Test
  void takesItsShareAndWaitsForMore() {
    share.left = 300;
    ChannelRelay relay = started(both(OFF));
    target.writeInbound(bytes(1000));
    assertThat(received(client)).isEqualTo(300);
    share.give(300);
    assertThat(received(client)).isEqualTo(300);
    share.give(10_000);
    assertThat(received(client)).isEqualTo(400);
    assertThat(share.waiting).isNull();
    relay.abort(CloseReason.DRAINED);
    assertThat(share.closed).isTrue();
  }

  @Test
  void doesNotBlameThePeersForAShareThatIsTooSmall() {
    share.left = 0;
    ChannelRelay relay = started(new RelayRules(OFF, minRate(1000)));
    target.writeInbound(bytes(10));
    for (int second = 0; second < 200; second++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(relay.done().isDone()).isFalse();
    share.give(1000);
    for (int second = 0; second < 61; second++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.TOO_SLOW, Side.PROXY));
  }

  @Test
  void spendsNoShareOnWhatTheRateHoldsBack() {
    started(TEN_KILOBYTES);
    target.writeInbound(bytes(1000));
    assertThat(share.left).isEqualTo(Integer.MAX_VALUE - 100);
  }

  @Test
  void passesOnAllThePayloadAndNotOneByteMore() {
    ChannelRelay relay = started(both(payload(150)));
    client.writeInbound(bytes(100));
    target.writeInbound(bytes(100));
    assertThat(received(target)).isEqualTo(100);
    assertThat(received(client)).isEqualTo(50);
    untilNobodyWaitsForAcknowledgement();
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
    assertThat(result(relay).upstream().bytes()).isEqualTo(100);
    assertThat(result(relay).downstream().bytes()).isEqualTo(50);
    assertThat(client.isOpen()).isFalse();
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void letsATunnelEndThatCarriedExactlyItsPayload() {
    ChannelRelay relay = started(both(payload(100)));
    client.writeInbound(bytes(100));
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
  }

  @Test
  void keepsItsVerdictWhenAPeerGoesMeanwhile() {
    ChannelRelay relay = started(both(payload(50)));
    client.writeInbound(bytes(100));
    reset(client);
    untilNobodyWaitsForAcknowledgement();
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
  }

  @Test
  void closesWhatIsTooFastIfThatIsTheRule() {
    ChannelRelay relay = started(both(maxRate(1000, OnMaxRate.CLOSE)));
    client.writeInbound(bytes(20_000));
    assertThat(received(target)).isEqualTo(20_000);
    pass(Duration.ofSeconds(5));
    assertThat(relay.done().isDone()).isFalse();
    client.writeInbound(bytes(1));
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.TOO_FAST, Side.PROXY));
  }

  @Test
  void endsAtTheEndOfItsLifeThoughBytesWait() {
    RelayPolicy policy =
        new RelayPolicy(null, null, null, 10L, Duration.ofSeconds(3), null, OnMaxRate.SHAPE);
    ChannelRelay relay = started(both(policy));
    client.writeInbound(bytes(1000));
    pass(Duration.ofMillis(2990));
    assertThat(relay.done().isDone()).isFalse();
    pass(Duration.ofMillis(20));
    assertThat(result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.LIFETIME, Side.PROXY));
  }

  private ChannelRelay started(RelayRules rules) {
    ChannelRelay relay = RelayParts.relay(client, target, rules, share);
    relay.attach();
    relay.start();
    return relay;
  }

  /** Nobody can tell how much is on its way to a channel without a socket. */
  private void untilNobodyWaitsForAcknowledgement() {
    for (int tick = 0; tick < 102; tick++) {
      pass(Duration.ofNanos(Wheel.TICK_NANOS));
    }
  }

  /** In steps, as a loop that runs does not stand still. */
  private void pass(Duration time) {
    long left = time.toNanos();
    while (left > 0) {
      long step = Math.min(left, Wheel.TICK_NANOS);
      client.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      client.runScheduledPendingTasks();
      left -= step;
    }
  }

  /** Closing it would end its loop's timers as well. */
  private static void reset(EmbeddedChannel channel) {
    channel.pipeline().fireExceptionCaught(new IOException("reset"));
  }

  private static RelayResult result(ChannelRelay relay) {
    assertThat(relay.done().isSuccess()).isTrue();
    return relay.done().getNow();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static ByteBuf bytes(int count) {
    return Unpooled.buffer(count).writeZero(count);
  }

  private static int received(EmbeddedChannel channel) {
    int count = 0;
    while (channel.outboundMessages().peek() instanceof ByteBuf) {
      ByteBuf next = channel.readOutbound();
      count += next.readableBytes();
      next.release();
    }
    return count;
  }
}
