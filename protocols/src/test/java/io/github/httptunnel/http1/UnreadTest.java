package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UnreadTest {

  private final Unread unread = new Unread(PooledByteBufAllocator.DEFAULT);

  @AfterEach
  void release() {
    unread.release();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(unread.isEmpty()).isTrue();
    assertThat(text(unread.take())).isEmpty();
  }

  @Test
  void hasAnArrivalReadInPlace() {
    ByteBuf arrived = Wire.bytes("abc");

    assertThat(unread.with(arrived)).isSameAs(arrived);
    arrived.release();
  }

  @Test
  void keepsACopyOfWhatIsLeftAndReleasesTheRest() {
    ByteBuf arrived = Wire.bytes("abc");

    unread.keep(arrived.skipBytes(1));

    assertThat(arrived.refCnt()).isZero();
    assertThat(unread.isEmpty()).isFalse();
    assertThat(text(unread.take())).isEqualTo("bc");
    assertThat(unread.isEmpty()).isTrue();
  }

  @Test
  void holdsNoMoreMemoryThanWhatIsLeft() {
    unread.keep(Wire.bytes("a".repeat(60_000)).skipBytes(59_999));

    ByteBuf left = unread.take();
    assertThat(left.capacity()).isLessThan(1_024);
    left.release();
  }

  @Test
  void doesNotMoveWhatHasBeenReadAndIsStillOnItsWay() {
    unread.keep(Wire.bytes("a".repeat(900) + "b".repeat(100)));
    ByteBuf all = unread.take();
    ByteBuf onItsWay = all.readRetainedSlice(900);

    unread.keep(all);
    unread.keep(unread.with(Wire.bytes("c")));

    assertThat(text(onItsWay)).isEqualTo("a".repeat(900));
  }

  @Test
  void putsAnArrivalBehindWhatIsLeft() {
    unread.keep(Wire.bytes("ab"));
    ByteBuf arrived = Wire.bytes("cd");

    assertThat(text(unread.with(arrived))).isEqualTo("abcd");
    assertThat(arrived.refCnt()).isZero();
  }

  @Test
  void keepsNothingOfWhatHasBeenRead() {
    ByteBuf arrived = Wire.bytes("");

    unread.keep(arrived);

    assertThat(arrived.refCnt()).isZero();
    assertThat(unread.isEmpty()).isTrue();
  }

  @Test
  void canBeReleasedTwice() {
    unread.keep(Wire.bytes("ab"));

    unread.release();
    unread.release();

    assertThat(unread.isEmpty()).isTrue();
  }

  private static String text(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.release();
    return text;
  }
}
