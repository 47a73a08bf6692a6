package io.github.httptunnel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EarlyDataTest {

  private static final int LIMIT = 32 * 1024;

  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = wire.channel();
  private final ByteBuf kept = Unpooled.buffer();
  private final Promise<Void> abandoned = channel.eventLoop().newPromise();
  private final EarlyData early = new EarlyData(abandoned, kept);
  private final Inbound behind = new Inbound();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void passesWhatItKeptAndThenTheEndToTheHandlersBehind() {
    kept.writeBytes(Wire.bytes("first"));
    channel.pipeline().addLast(early, behind);
    wire.receive(" second");
    wire.receiveEnd();

    early.handOver();

    assertThat(behind.seen()).isEqualTo("first second|");
    assertThat(kept.refCnt()).isZero();
  }

  @Test
  void passesNothingOnWhenNothingCame() {
    channel.pipeline().addLast(early, behind);

    early.handOver();

    assertThat(behind.seen()).isEmpty();
    assertThat(kept.refCnt()).isZero();
  }

  @Test
  void leavesLaterDataToTheHandlersBehind() {
    channel.pipeline().addLast(early, behind);
    early.handOver();

    wire.receive("later");

    assertThat(behind.seen()).isEqualTo("later");
    assertThat(channel.pipeline().get(EarlyData.class)).isNull();
  }

  @Test
  void handsOverOnce() {
    channel.pipeline().addLast(early, behind);
    wire.receive("once");

    early.handOver();
    early.handOver();

    assertThat(behind.seen()).isEqualTo("once");
  }

  @Test
  void readsOnBelowItsLimit() {
    channel.pipeline().addLast(early);
    int before = wire.reads();

    wire.receive("x".repeat(LIMIT - 1));

    assertThat(wire.reads()).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT, LIMIT + 1})
  void stopsReadingAtItsLimit(int length) {
    channel.pipeline().addLast(early);
    int before = wire.reads();

    wire.receive("x".repeat(length));

    assertThat(wire.reads()).isEqualTo(before);
  }

  @Test
  void asksForNothingWhenWhatIsHereAlreadyFillsIt() {
    kept.writeZero(LIMIT);

    channel.pipeline().addLast(early);

    assertThat(wire.reads()).isZero();
  }

  @Test
  void asksForNothingAfterTheEnd() {
    channel.pipeline().addLast(early);
    wire.receiveEnd();
    int before = wire.reads();

    channel.pipeline().fireChannelReadComplete();

    assertThat(wire.reads()).isEqualTo(before);
  }

  @Test
  void holdsOneSmallBufferForManyTinyReads() {
    channel.pipeline().addLast(early);

    for (int i = 0; i < LIMIT; i++) {
      wire.receive("x");
    }

    assertThat(kept.capacity()).isLessThanOrEqualTo(2 * LIMIT);
  }

  @Test
  void countsAClientThatEndsWithoutDataAsGoneOnlyAfterTheGrace() {
    channel.pipeline().addLast(early);
    wire.receiveEnd();

    wire.advanceMillis(499);
    assertThat(early.abandoned().isDone()).isFalse();

    wire.advanceMillis(1);
    assertThat(early.abandoned().isSuccess()).isTrue();
  }

  @Test
  void waitsForAClientThatEndsBehindItsData() {
    channel.pipeline().addLast(early);
    wire.receive("request");
    wire.receiveEnd();

    wire.advanceMillis(60_000);

    assertThat(early.abandoned().isDone()).isFalse();
    assertThat(early.hasEnded()).isTrue();
  }

  @Test
  void forgetsTheGraceOnceItHasHandedOver() {
    channel.pipeline().addLast(early, behind);
    wire.receiveEnd();

    early.handOver();
    wire.advanceMillis(60_000);

    assertThat(early.abandoned().isDone()).isFalse();
    assertThat(behind.seen()).isEqualTo("|");
  }

  @Test
  void countsAResetAsGoneAtOnce() {
    channel.pipeline().addLast(early);

    channel.pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(early.abandoned().isSuccess()).isTrue();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void countsAClosedConnectionAsGoneAtOnce() {
    channel.pipeline().addLast(early);

    channel.close();

    assertThat(early.abandoned().isSuccess()).isTrue();
  }

  @Test
  void releasesWhatItKeptWhenTheConnectionCloses() {
    kept.writeBytes(Wire.bytes("kept"));
    channel.pipeline().addLast(early);

    channel.close();
    channel.runPendingTasks();

    assertThat(kept.refCnt()).isZero();
  }

  @Test
  void handsNothingOverAfterTheConnectionHasClosed() {
    kept.writeBytes(Wire.bytes("kept"));
    channel.pipeline().addLast(early, behind);
    channel.close();
    channel.runPendingTasks();

    early.handOver();

    assertThat(behind.seen()).isEmpty();
  }

  @Test
  void dropsWhatItKeptWhenItIsDiscarded() {
    kept.writeBytes(Wire.bytes("kept"));
    channel.pipeline().addLast(early, behind);

    early.discard();

    assertThat(behind.seen()).isEmpty();
    assertThat(kept.refCnt()).isZero();
    assertThat(channel.pipeline().get(EarlyData.class)).isNull();
  }

  @Test
  void canBeDiscardedAfterTheConnectionHasClosed() {
    channel.pipeline().addLast(early);
    channel.close();
    channel.runPendingTasks();

    early.discard();

    assertThat(kept.refCnt()).isZero();
  }

  @Test
  void ignoresEventsOfOthers() {
    channel.pipeline().addLast(early, behind);

    channel.pipeline().fireUserEventTriggered("other");

    assertThat(early.hasEnded()).isFalse();
  }
}
