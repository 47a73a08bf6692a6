package io.github.httptunnel.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes of one direction that have been read and may not go on yet. */
final class Backlog {

  private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);

  void add(ByteBuf bytes) {
    waiting.add(bytes);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** How many bytes can be taken at once. */
  int next() {
    return waiting.element().readableBytes();
  }

  /** Takes so many bytes of the {@linkplain #next() next ones}. */
  ByteBuf take(int bytes) {
    return bytes < next() ? waiting.element().readRetainedSlice(bytes) : waiting.remove();
  }

  /** Takes all of it, in memory that the kernel can read. */
  ByteBuf takeAll(ByteBufAllocator memory) {
    if (isEmpty()) {
      return Unpooled.EMPTY_BUFFER;
    }
    ByteBuf all = memory.directBuffer((int) held());
    waiting.forEach(all::writeBytes);
    clear();
    return all;
  }

  /** Bytes that wait. */
  long held() {
    return waiting.stream().mapToLong(ByteBuf::readableBytes).sum();
  }

  /** Drops what is left. */
  void clear() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }
}
