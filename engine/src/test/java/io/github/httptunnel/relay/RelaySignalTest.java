package io.github.httptunnel.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What protocols that exchange messages tell a relay. */
class RelaySignalTest {

  private static final RelaySignal MESSAGE_OVER = new RelaySignal.EndOfMessage(false);
  private static final RelaySignal EXCHANGE_OVER = new RelaySignal.EndOfMessage(true);
  private static final Refusal LOOP = new Refusal.Loop();

  private final SlowWrites slowWrites = new SlowWrites();
  private final EmbeddedChannel client = new EmbeddedChannel(slowWrites);
  private final EmbeddedChannel target = new EmbeddedChannel(new Protocol());
  private final Relay relay = RelayParts.relay(client, target, RelayRules.defaults());

  @AfterEach
  void releaseWhatIsLeft() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
  }

  @Test
  void exchangesTheClientsMessageFirst() {
    started();
    client.writeInbound(bytes("ask"));
    signal(client, MESSAGE_OVER);
    target.writeInbound(bytes("answer"));
    signal(target, EXCHANGE_OVER);
    assertThat(result().ending()).isEqualTo(new Ending.Exchanged(Side.CLIENT, target));
    assertThat(result().upstream())
        .isEqualTo(new DirectionStats(3, 1, Duration.ZERO, StreamEnd.FINISHED));
    assertThat(result().downstream())
        .isEqualTo(new DirectionStats(6, 1, Duration.ZERO, StreamEnd.FINISHED));
  }

  @Test
  void settlesWhileTheClientsMessageGoesOn() {
    started();
    client.writeInbound(bytes("as"));
    signal(target, EXCHANGE_OVER);
    assertThat(result().ending()).isEqualTo(new Ending.Exchanged(Side.TARGET, target));
    assertThat(result().upstream().ended()).isEqualTo(StreamEnd.CUT);
  }

  @Test
  void staysWhenAMessageThatDoesNotSettleIsOver() {
    started();
    signal(client, MESSAGE_OVER);
    assertThat(relay.done().isDone()).isFalse();
  }

  @Test
  void leavesBothChannelsOpenAndWithoutItsHandlers() {
    started();
    signal(target, EXCHANGE_OVER);
    assertThat(client.isOpen()).isTrue();
    assertThat(target.isOpen()).isTrue();
    assertThat(client.pipeline().get(ChannelEnd.class)).isNull();
    assertThat(target.pipeline().get(ChannelEnd.class)).isNull();
  }

  @Test
  void leavesNoTimerBehind() {
    started();
    signal(target, EXCHANGE_OVER);
    assertThat(client.hasPendingTasks()).isFalse();
  }

  @Test
  void settlesOnlyWhenTheClientHasTakenEverything() {
    started();
    slowWrites.hold();
    target.writeInbound(bytes("answer"));
    signal(target, EXCHANGE_OVER);
    assertThat(relay.done().isDone()).isFalse();
    slowWrites.letGo();
    assertThat(result().ending()).isEqualTo(new Ending.Exchanged(Side.TARGET, target));
  }

  @Test
  void settlesAlthoughTheTargetIsGoneBeforeTheClientHasTakenEverything() {
    started();
    slowWrites.hold();
    signal(target, EXCHANGE_OVER);
    target.close();
    target.runPendingTasks();
    slowWrites.letGo();
    assertThat(result().ending()).isEqualTo(new Ending.Exchanged(Side.TARGET, target));
  }

  @Test
  void doesNotSettleWithAClientThatTakesNothing() {
    client.freezeTime();
    started();
    slowWrites.hold();
    signal(target, EXCHANGE_OVER);
    client.close();
    client.runPendingTasks();
    client.advanceTimeBy(1, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertThat(result().ending()).isEqualTo(new Ending.Closed(CloseReason.RESET, Side.CLIENT));
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void takesAMessagesSecondEndForNothing() {
    started();
    signal(client, MESSAGE_OVER);
    signal(client, EXCHANGE_OVER);
    assertThat(relay.done().isDone()).isFalse();
  }

  @Test
  void isCalledOffWithTheClientsChannelUsable() {
    started();
    client.writeInbound(bytes("ask"));
    signal(target, new RelaySignal.CallOff(LOOP));
    assertThat(result().ending()).isEqualTo(new Ending.CalledOff(LOOP));
    assertThat(result().upstream().bytes()).isEqualTo(3);
    assertThat(client.isOpen()).isTrue();
    assertThat(client.pipeline().get(ChannelEnd.class)).isNull();
    client.writeOutbound(bytes("sorry"));
    assertThat(client.<ByteBuf>readOutbound().toString(US_ASCII)).isEqualTo("sorry");
  }

  @Test
  void resetsTheTargetWhenItIsCalledOff() {
    started();
    signal(client, new RelaySignal.CallOff(LOOP));
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void isBrokenOffWithResetsOnBothSides() {
    started();
    signal(target, new RelaySignal.BreakOff(CloseReason.MALFORMED));
    assertThat(result().ending()).isEqualTo(new Ending.Closed(CloseReason.MALFORMED, Side.TARGET));
    assertThat(client.isOpen()).isFalse();
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void leavesTheClientOpenWhenTheTargetIsStale() {
    started();
    signal(target, new RelaySignal.Stale());
    assertThat(result().ending()).isEqualTo(new Ending.Stale());
    assertThat(client.isOpen()).isTrue();
    assertThat(client.pipeline().get(ChannelEnd.class)).isNull();
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void handsBackNoClientThatIsGone() {
    client.freezeTime();
    started();
    signal(client, MESSAGE_OVER);
    client.close();
    client.runPendingTasks();
    signal(target, new RelaySignal.CallOff(LOOP));
    assertThat(result().ending()).isEqualTo(new Ending.Closed(CloseReason.RESET, Side.CLIENT));
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void listensToNothingOnceItIsOver() {
    started();
    signal(target, EXCHANGE_OVER);
    RelayResult first = result();
    relay.signalled(
        Side.CLIENT,
        RelayParts.flow(client, target),
        new RelaySignal.BreakOff(CloseReason.MALFORMED));
    assertThat(result()).isSameAs(first);
    assertThat(client.isOpen()).isTrue();
  }

  private void started() {
    relay.attach();
    relay.start(() -> {});
  }

  private RelayResult result() {
    assertThat(relay.done().isSuccess()).isTrue();
    return relay.done().getNow();
  }

  private static void signal(EmbeddedChannel channel, RelaySignal signal) {
    channel.pipeline().fireUserEventTriggered(signal);
    channel.runPendingTasks();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }

  /** Holds what is written until it is let go. */
  private static final class SlowWrites extends ChannelOutboundHandlerAdapter {
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    void hold() {
      holding = true;
    }

    void letGo() {
      holding = false;
      held.forEach(Runnable::run);
      held.clear();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      if (holding) {
        held.add(() -> ctx.writeAndFlush(msg, promise));
      } else {
        ctx.write(msg, promise);
      }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      letGo();
    }
  }

  /** Keeps its connection's end for itself: what it has to say of it, it signals. */
  private static final class Protocol extends ChannelInboundHandlerAdapter {
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {}
  }
}
