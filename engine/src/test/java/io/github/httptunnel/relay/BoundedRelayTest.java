package io.github.httptunnel.relay;

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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a relay does with bytes that may not go on at all; the clock stands still. */
class BoundedRelayTest {

  private final FrozenRelay scene = new FrozenRelay();

  @AfterEach
  void releaseWhatIsLeft() {
    scene.close();
  }

  @Test
  void passesOnAllThePayloadAndNotOneByteMore() {
    Relay relay = scene.started(both(payload(150)));
    scene.client().writeInbound(FrozenRelay.bytes(100));
    scene.target().writeInbound(FrozenRelay.bytes(100));
    assertThat(scene.receivedByTarget()).isEqualTo(100);
    assertThat(scene.receivedByClient()).isEqualTo(50);
    scene.passUntilNobodyWaitsForAcknowledgement();
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
    assertThat(FrozenRelay.result(relay).upstream().bytes()).isEqualTo(100);
    assertThat(FrozenRelay.result(relay).downstream().bytes()).isEqualTo(50);
    assertThat(scene.client().isOpen()).isFalse();
    assertThat(scene.target().isOpen()).isFalse();
  }

  @Test
  void tellsNoEndBehindWhatIsCutThoughItsSenderHadFinished() {
    Relay relay = scene.started(shapedWithAPayloadOf(300));
    scene.client().writeInbound(FrozenRelay.bytes(500));
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    scene.pass(Duration.ofMillis(100));
    assertThat(scene.receivedByTarget()).isEqualTo(300);
    assertThat(scene.target().outboundMessages()).isEmpty();
    scene.passUntilNobodyWaitsForAcknowledgement();
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
    assertThat(FrozenRelay.result(relay).upstream().ended()).isEqualTo(StreamEnd.CUT);
  }

  @Test
  void settlesNoExchangeWhoseMessageIsCut() {
    Relay relay = scene.started(shapedWithAPayloadOf(300));
    scene.target().writeInbound(FrozenRelay.bytes(500));
    scene.target().pipeline().fireUserEventTriggered(new RelaySignal.EndOfMessage(true));
    scene.pass(Duration.ofMillis(100));
    assertThat(scene.receivedByClient()).isEqualTo(300);
    scene.passUntilNobodyWaitsForAcknowledgement();
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
  }

  @Test
  void holdsNothingBackThatIsOneByteTooMany() {
    Relay relay = scene.started(both(payload(50)));
    scene.client().writeInbound(FrozenRelay.bytes(100));
    scene.passUntilNobodyWaitsForAcknowledgement();
    assertThat(FrozenRelay.result(relay).upstream().throttled()).isZero();
  }

  @Test
  void asksTheOtherDirectionForItsMinimumFromTheMomentOneIsOver() {
    Relay relay = scene.started(both(minRate(1000)));
    scene.client().writeInbound(FrozenRelay.bytes(1_000_000));
    scene.pass(Duration.ofSeconds(20));
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    scene.pass(Duration.ofMillis(29_990));
    assertThat(relay.done().isDone()).isFalse();
    scene.pass(Duration.ofMillis(20));
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.TOO_SLOW, Side.PROXY));
  }

  @Test
  void letsATunnelEndThatCarriedExactlyItsPayload() {
    Relay relay = scene.started(both(payload(100)));
    scene.client().writeInbound(FrozenRelay.bytes(100));
    scene.client().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    scene.target().pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
  }

  @Test
  void keepsItsVerdictWhenAPeerGoesMeanwhile() {
    Relay relay = scene.started(both(payload(50)));
    scene.client().writeInbound(FrozenRelay.bytes(100));
    FrozenRelay.reset(scene.client());
    scene.passUntilNobodyWaitsForAcknowledgement();
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
  }

  @Test
  void closesWhatIsTooFastIfThatIsTheRule() {
    Relay relay = scene.started(both(maxRate(1000, OnMaxRate.CLOSE)));
    scene.client().writeInbound(FrozenRelay.bytes(20_000));
    assertThat(scene.receivedByTarget()).isEqualTo(20_000);
    scene.pass(Duration.ofSeconds(5));
    assertThat(relay.done().isDone()).isFalse();
    scene.client().writeInbound(FrozenRelay.bytes(1));
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.TOO_FAST, Side.PROXY));
  }

  @Test
  void endsAtTheEndOfItsLifeThoughBytesWait() {
    RelayPolicy policy =
        new RelayPolicy(null, null, null, 10L, Duration.ofSeconds(3), null, OnMaxRate.SHAPE);
    Relay relay = scene.started(both(policy));
    scene.client().writeInbound(FrozenRelay.bytes(1000));
    scene.pass(Duration.ofMillis(2990));
    assertThat(relay.done().isDone()).isFalse();
    scene.pass(Duration.ofMillis(20));
    assertThat(FrozenRelay.result(relay).ending())
        .isEqualTo(new Ending.Closed(CloseReason.LIFETIME, Side.PROXY));
  }

  private static RelayRules shapedWithAPayloadOf(long bytes) {
    return both(new RelayPolicy(null, null, null, 10_000L, null, bytes, OnMaxRate.SHAPE));
  }
}
