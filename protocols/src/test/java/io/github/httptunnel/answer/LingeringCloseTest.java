package io.github.httptunnel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LingeringCloseTest {

  private static final int DROPPED_MIB = 64;

  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = wire.channel();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void writesTheAnswerAndThenFinishesSending() {
    begin(false);

    assertThat(wire.sent()).isEqualTo("answer|");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void closesBehindTheAnswerWhenThePeerHasFinishedAlready() {
    begin(true);

    assertThat(wire.sent()).isEqualTo("answer");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void closesWhenThePeerFinishes() {
    begin(false);

    wire.receiveEnd();

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void doesNotCloseBeforeAPeerThatFinishesHasItsAnswer() {
    SlowSocket slow = new SlowSocket();
    channel.pipeline().addFirst(slow);
    begin(false);

    wire.receiveEnd();
    assertThat(channel.isOpen()).isTrue();

    slow.drain();
    assertThat(wire.sent()).startsWith("answer");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void dropsWhatThePeerStillSends() {
    begin(false);
    ByteBuf late = Wire.bytes("late");

    channel.writeInbound(late);

    assertThat(late.refCnt()).isZero();
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void readsOnUpToItsBound() {
    begin(false);
    int before = wire.reads();

    receiveAsMuchAsIsDropped();

    assertThat(channel.isOpen()).isTrue();
    assertThat(wire.reads()).isGreaterThan(before);
  }

  @Test
  void closesAPeerThatSendsMoreThanItsBound() {
    begin(false);
    receiveAsMuchAsIsDropped();

    wire.receive("x");

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void staysOpenJustBeforeItsTimeIsUp() {
    begin(false);

    wire.advanceMillis(1999);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void closesWhenItsTimeIsUp() {
    begin(false);

    wire.advanceMillis(2000);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void staysBrieflyForAPeerThatWasNeverHeard() {
    LingeringClose.briefly(channel, Wire.bytes("answer"));

    assertThat(wire.sent()).isEqualTo("answer|");
    wire.advanceMillis(499);
    assertThat(channel.isOpen()).isTrue();
    wire.advanceMillis(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void dropsLittleOfAPeerThatWasNeverHeard() {
    LingeringClose.briefly(channel, Wire.bytes("answer"));
    wire.receive("x".repeat(64 * 1024));
    assertThat(channel.isOpen()).isTrue();

    wire.receive("x");

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void leavesNoTimerBehind() {
    begin(false);

    wire.receiveEnd();
    channel.runPendingTasks();

    assertThat(channel.hasPendingTasks()).isFalse();
  }

  @Test
  void closesAfterAReset() {
    begin(false);

    channel.pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void closesWhenTheAnswerCannotBeWritten() {
    channel.pipeline().addFirst(new BrokenSocket());

    begin(false);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void releasesTheAnswerOfAConnectionThatIsGone() {
    channel.close();
    ByteBuf answer = Wire.bytes("answer");

    LingeringClose.after(channel, answer, false);
    channel.runPendingTasks();

    assertThat(answer.refCnt()).isZero();
  }

  @Test
  void ignoresEventsOfOthers() {
    begin(false);

    channel.pipeline().fireUserEventTriggered("other");

    assertThat(channel.isOpen()).isTrue();
  }

  private void receiveAsMuchAsIsDropped() {
    String mebibyte = "x".repeat(1024 * 1024);
    for (int i = 0; i < DROPPED_MIB; i++) {
      wire.receive(mebibyte);
    }
  }

  private void begin(boolean peerEnded) {
    LingeringClose.after(channel, Wire.bytes("answer"), peerEnded);
    channel.runPendingTasks();
  }

  /** Takes nothing until it is told to. */
  private static final class SlowSocket extends ChannelOutboundHandlerAdapter {
    private ChannelHandlerContext context;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      context = ctx;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {}

    void drain() {
      context.flush();
      ((EmbeddedChannel) context.channel()).runPendingTasks();
    }
  }

  /** Fails every write. */
  private static final class BrokenSocket extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      ReferenceCountUtil.release(msg);
      promise.setFailure(new IOException("broken"));
    }
  }
}
