package io.github.httptunnel.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelRelayTest {

  private final Reads clientReads = new Reads();
  private final Reads targetReads = new Reads();
  private final EmbeddedChannel client = channel(clientReads);
  private final EmbeddedChannel target = channel(targetReads);
  private final Relay relay = RelayParts.relay(client, target, RelayRules.defaults());

  @AfterEach
  void releaseWhatIsLeft() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
  }

  @Test
  void readsNothingBeforeItStarts() {
    relay.attach();
    assertThat(clientReads.count).isZero();
    relay.start(() -> {});
    assertThat(clientReads.count).isOne();
    assertThat(targetReads.count).isOne();
  }

  @Test
  void passesOnWhatFallsInBeforeItStarts() {
    relay.attach();
    client.writeInbound(bytes("early"));
    relay.start(() -> {});
    assertThat(received(target)).isEqualTo("early");
  }

  @Test
  void carriesBothDirectionsAndCountsThem() {
    started();
    client.writeInbound(bytes("ping"));
    target.writeInbound(bytes("po"), bytes("ng!"));
    assertThat(received(target)).isEqualTo("ping");
    assertThat(received(client)).isEqualTo("pong!");
    relay.abort(CloseReason.DRAINED);
    assertThat(result().upstream())
        .isEqualTo(new DirectionStats(4, 1, Duration.ZERO, StreamEnd.CUT));
    assertThat(result().downstream())
        .isEqualTo(new DirectionStats(5, 2, Duration.ZERO, StreamEnd.CUT));
  }

  @Test
  void stopsReadingWhileTheOtherSideTakesNothing() {
    started();
    Unwritable.block(target);
    int before = clientReads.count;
    client.writeInbound(bytes("x".repeat(100)));
    assertThat(clientReads.count).isEqualTo(before);
    Unwritable.release(target);
    assertThat(clientReads.count).isEqualTo(before + 1);
  }

  @Test
  void passesAnEndOnBehindTheDataAndGoesOnTheOtherWay() {
    started();
    client.writeInbound(bytes("last"));
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(received(target)).isEqualTo("last");
    EndOfStream end = target.readOutbound();
    assertThat(end).isEqualTo(EndOfStream.INSTANCE);
    target.writeInbound(bytes("reply"));
    assertThat(received(client)).isEqualTo("reply");
    assertThat(relay.done().isDone()).isFalse();
  }

  @Test
  void endsCleanlyWhenBothSidesHaveFinished() {
    started();
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(closed().reason()).isEqualTo(CloseReason.END_OF_STREAM);
    assertThat(closed().by()).isEqualTo(Side.TARGET);
    assertThat(result().upstream().ended()).isEqualTo(StreamEnd.FINISHED);
    assertThat(result().downstream().ended()).isEqualTo(StreamEnd.FINISHED);
    assertThat(client.isOpen()).isFalse();
    assertThat(target.isOpen()).isFalse();
    assertThat(client.config().getOption(ChannelOption.SO_LINGER)).isNull();
  }

  @Test
  void endsCleanlyWhenAClientThatFinishedIsGoneBeforeTheTargetsEnd() {
    started();
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    client.close();
    assertThat(relay.done().isDone()).isFalse();
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    assertThat(closed().reason()).isEqualTo(CloseReason.END_OF_STREAM);
    assertThat(closed().by()).isEqualTo(Side.CLIENT);
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void passesAResetOn() {
    started();
    target.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    assertThat(closed().reason()).isEqualTo(CloseReason.RESET);
    assertThat(closed().by()).isEqualTo(Side.TARGET);
    assertThat(result().downstream().ended()).isEqualTo(StreamEnd.RESET);
    assertThat(result().upstream().ended()).isEqualTo(StreamEnd.CUT);
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void takesAConnectionThatIsGoneWithoutAnEndForReset() {
    started();
    client.close();
    assertThat(closed().reason()).isEqualTo(CloseReason.RESET);
    assertThat(closed().by()).isEqualTo(Side.CLIENT);
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void letsTheClientTakeWhatATargetDeliveredBeforeItsLateReset() {
    client.freezeTime();
    started();
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    target.close();
    assertThat(client.isOpen()).isTrue();
    client.advanceTimeBy(999, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isTrue();
    client.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    client.advanceTimeBy(Wheel.TICK_NANOS, TimeUnit.NANOSECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isFalse();
    assertThat(closed().reason()).isEqualTo(CloseReason.RESET);
    assertThat(result().downstream().ended()).isEqualTo(StreamEnd.FINISHED);
  }

  @Test
  void endsATunnelThatIsIdle() {
    client.freezeTime();
    started();
    client.advanceTimeBy(299_999, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();
    assertThat(relay.done().isDone()).isFalse();
    client.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    client.advanceTimeBy(Wheel.TICK_NANOS, TimeUnit.NANOSECONDS);
    client.runScheduledPendingTasks();
    assertThat(closed().reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
    assertThat(closed().by()).isEqualTo(Side.PROXY);
  }

  @Test
  void keepsATunnelInWhichOnlyOneSideTalks() {
    client.freezeTime();
    started();
    for (int i = 0; i < 10; i++) {
      client.advanceTimeBy(200, TimeUnit.SECONDS);
      target.writeInbound(bytes("tick"));
      client.runScheduledPendingTasks();
    }
    assertThat(relay.done().isDone()).isFalse();
  }

  @Test
  void endsAHalfClosedTunnelThatFallsSilent() {
    client.freezeTime();
    started();
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    client.advanceTimeBy(60, TimeUnit.SECONDS);
    client.advanceTimeBy(Wheel.TICK_NANOS, TimeUnit.NANOSECONDS);
    client.runScheduledPendingTasks();
    assertThat(closed().reason()).isEqualTo(CloseReason.HALF_CLOSE_TIMEOUT);
  }

  @Test
  void reportsAFaultOfItsOwnAsInternal() {
    started();
    IllegalStateException fault = new IllegalStateException("planted");
    client.pipeline().fireExceptionCaught(fault);
    assertThat(closed().reason()).isEqualTo(CloseReason.INTERNAL);
    assertThat(result().fault()).isSameAs(fault);
  }

  @Test
  void takesABrokenTlsRecordForAReset() {
    started();
    client
        .pipeline()
        .fireExceptionCaught(
            new IllegalArgumentException(new javax.net.ssl.SSLException("bad record")));
    assertThat(closed().reason()).isEqualTo(CloseReason.RESET);
  }

  @Test
  void dropsWhatASideSendsAfterItsEnd() {
    started();
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    ByteBuf late = bytes("late");
    client.pipeline().fireChannelRead(late);
    assertThat(late.refCnt()).isZero();
  }

  @Test
  void readsAClientThatHadItsTurnOnlyWhenOthersHadTheirs() {
    started();
    client.pipeline().fireChannelRead(Unpooled.buffer().writeZero(Turn.ALLOWANCE));
    client.pipeline().fireChannelReadComplete();
    assertThat(clientReads.count).isOne();
    client.runPendingTasks();
    assertThat(clientReads.count).isEqualTo(2);
  }

  private void started() {
    relay.attach();
    relay.start(() -> {});
  }

  private Ending.Closed closed() {
    return (Ending.Closed) result().ending();
  }

  private RelayResult result() {
    assertThat(relay.done().isSuccess()).isTrue();
    return relay.done().getNow();
  }

  private static EmbeddedChannel channel(Reads reads) {
    EmbeddedChannel channel = new EmbeddedChannel(reads);
    channel.config().setAutoRead(false);
    reads.count = 0;
    return channel;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }

  private static String received(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    while (channel.outboundMessages().peek() instanceof ByteBuf) {
      ByteBuf next = channel.readOutbound();
      all.append(next.toString(US_ASCII));
      next.release();
    }
    return all.toString();
  }

  /** Counts how often data is asked for. */
  private static final class Reads extends ChannelOutboundHandlerAdapter {
    private int count;

    @Override
    public void read(ChannelHandlerContext ctx) {
      count++;
      ctx.read();
    }
  }

  /** Makes a channel say that it takes nothing, and again that it does. */
  private static final class Unwritable {
    private static final int INDEX = 1;

    static void block(EmbeddedChannel channel) {
      channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
      channel.unsafe().outboundBuffer().setUserDefinedWritability(INDEX, false);
    }

    static void release(EmbeddedChannel channel) {
      channel.unsafe().outboundBuffer().setUserDefinedWritability(INDEX, true);
      channel.runPendingTasks();
    }
  }
}
