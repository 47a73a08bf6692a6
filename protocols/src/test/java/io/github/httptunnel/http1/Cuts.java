package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to cut a message into reads. */
final class Cuts {

  /** Without the leak detector, which would make thousands of messages a second impossible. */
  static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false, true);

  private static final int LONGEST = 20;

  private Cuts() {}

  /** All in one read. */
  static List<ByteBuf> whole(byte[] message) {
    return List.of(Unpooled.wrappedBuffer(message));
  }

  /** A read for each byte. */
  static List<ByteBuf> bytes(byte[] message) {
    List<ByteBuf> reads = new ArrayList<>();
    for (int i = 0; i < message.length; i++) {
      reads.add(Unpooled.wrappedBuffer(message, i, 1));
    }
    return reads;
  }

  /** Some reads, the same ones for the same message. */
  static List<ByteBuf> some(byte[] message) {
    Random random = new Random(Arrays.hashCode(message));
    List<ByteBuf> reads = new ArrayList<>();
    for (int at = 0; at < message.length; at += reads.getLast().readableBytes()) {
      int length = Math.min(1 + random.nextInt(LONGEST), message.length - at);
      reads.add(Unpooled.wrappedBuffer(message, at, length));
    }
    return reads;
  }

  /** Two reads. */
  static List<ByteBuf> two(byte[] message, int at) {
    return List.of(
        Unpooled.wrappedBuffer(message, 0, at),
        Unpooled.wrappedBuffer(message, at, message.length - at));
  }
}
