package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Screening;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tunnel whose client is looked at first. */
class ScreenedTunnelTest {

  private final Looks looks = new Looks();
  private final EngineRig rig = new EngineRig(_ -> looks);

  @AfterEach
  void close() {
    rig.close();
    assertThat(rig.engine.live()).isZero();
  }

  /** Judges when the test says so. */
  private static final class Looks extends ChannelInboundHandlerAdapter implements Screening {
    private @Nullable Channel client;
    private @Nullable Promise<Void> passed;
    private @Nullable Consumer<CloseReason> denied;
    private int begun;
    private boolean targetSpeaks;
    private long held;

    @Override
    public void install(Channel channel, Consumer<CloseReason> toldWhenDenied) {
      client = channel;
      passed = channel.eventLoop().newPromise();
      denied = toldWhenDenied;
      channel.pipeline().addLast(this);
    }

    @Override
    public void begin() {
      begun++;
    }

    @Override
    public Future<Void> passed() {
      return Objects.requireNonNull(passed);
    }

    @Override
    public boolean letsTargetSpeak() {
      return targetSpeaks;
    }

    @Override
    public long held() {
      return held;
    }

    void pass() {
      Objects.requireNonNull(client).pipeline().remove(this);
      Objects.requireNonNull(passed).setSuccess(null);
    }
  }

  private void targetSends() {
    rig.target.writeInbound(Unpooled.copiedBuffer("banner", StandardCharsets.US_ASCII));
    rig.run();
  }

  @Test
  void standsInFrontOfTheRelayAndBeginsWhenTheClientHasBeenToldYes() {
    rig.open();
    rig.connect();
    assertThat(rig.client.pipeline().first()).isSameAs(looks);
    assertThat(looks.begun).isZero();
    rig.negotiation.accepted.setSuccess(null);
    rig.run();
    assertThat(looks.begun).isOne();
    assertThat(rig.events).singleElement().isInstanceOf(TunnelEvent.Established.class);
  }

  @Test
  void aDeniedTunnelEndsForThatReason() {
    rig.establish();
    Objects.requireNonNull(looks.denied).accept(CloseReason.SNI_MISMATCH);
    rig.run();
    assertThat(rig.outcome()).isEqualTo(new Outcome.Closed(CloseReason.SNI_MISMATCH, Side.PROXY));
    assertThat(rig.target.isOpen()).isFalse();
  }

  @Test
  void aTunnelThatPassesIsRelayed() {
    rig.establish();
    looks.pass();
    rig.run();
    rig.client.writeInbound(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII));
    assertThat(rig.target.<Object>readOutbound()).isNotNull();
    rig.target.releaseOutbound();
  }

  @Test
  void aTargetThatMaySpeakIsHeardBeforeTheVerdict() {
    looks.targetSpeaks = true;
    rig.establish();
    targetSends();
    assertThat(rig.client.<Object>readOutbound()).isNotNull();
    rig.client.releaseOutbound();
  }

  @Test
  void aVerdictAfterTheEndChangesNothing() {
    rig.establish();
    rig.engine.closeAll(Duration.ZERO);
    rig.run();
    Objects.requireNonNull(looks.passed).setSuccess(null);
    rig.run();
    assertThat(rig.outcome()).isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
  }

  @Test
  void whatIsKeptCountsWhenMemoryIsShort() {
    rig.establish();
    rig.engine.relieve(1);
    rig.run();
    assertThat(rig.isOver()).isFalse();
    looks.held = 1;
    rig.engine.relieve(1);
    rig.run();
    assertThat(rig.outcome()).isEqualTo(new Outcome.Closed(CloseReason.OVERLOADED, Side.PROXY));
  }
}
