package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.ReadRoom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveReadsTest {

  private static final int ENOUGH = 20;

  private boolean memoryIsShort;
  private final AdaptiveReads reads = new AdaptiveReads(() -> memoryIsShort);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ExtendedHandle handle = (ExtendedHandle) reads.newHandle();

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void beginsWithLittle() {
    assertThat(read()).isEqualTo(2048);
  }

  @Test
  void readsNoMoreThanMayWaitHereIfNobodyKnowsMore() {
    assertThat(readOften()).isEqualTo(Transport.READ_BYTES);
  }

  @ParameterizedTest
  @CsvSource({"0, 32768", "32769, 32769", "50000, 50000", "65536, 65536", "9999999, 65536"})
  void readsAsMuchAsThereIsRoomFor(int room, int most) {
    reads.set(() -> room);
    assertThat(readOften()).isEqualTo(most);
  }

  @Test
  void readsLittleAgainWhenItIsToldTo() {
    reads.set(() -> 50_000);
    readOften();
    reads.set(ReadRoom.NONE);
    assertThat(read()).isEqualTo(Transport.READ_BYTES);
  }

  @Test
  void readsLittleWhileMemoryIsShort() {
    reads.set(() -> 50_000);
    readOften();
    memoryIsShort = true;
    assertThat(read()).isEqualTo(AdaptiveReads.SHORT_READ_BYTES);
  }

  @Test
  void doesNotAskForRoomForLittle() {
    reads.set(() -> {
      throw new AssertionError("asked");
    });
    assertThat(read()).isEqualTo(2048);
  }

  /** All of them bring as much as they can. */
  private int readOften() {
    for (int i = 0; i < ENOUGH; i++) {
      read();
    }
    return read();
  }

  private int read() {
    handle.reset(channel.config());
    ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
    int size = buffer.writableBytes();
    buffer.release();
    handle.attemptedBytesRead(size);
    handle.lastBytesRead(size);
    handle.readComplete();
    return size;
  }
}
