package io.github.httptunnel.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes of one direction that have been read and may not go on yet, and how long that took. */
final class Backlog {

  private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);
  private long heldNanos;
  private long since;

  void add(ByteBuf bytes, long now) {
    if (waiting.isEmpty()) {
      since = now;
    }
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
  ByteBuf take(int bytes, long now) {
    if (bytes < next()) {
      return waiting.element().readRetainedSlice(bytes);
    }
    ByteBuf whole = waiting.remove();
    if (waiting.isEmpty()) {
      heldNanos += now - since;
    }
    return whole;
  }

  /** How long bytes have waited here, in all. */
  long heldNanos(long now) {
    return waiting.isEmpty() ? heldNanos : heldNanos + now - since;
  }

  /** Drops what is left. */
  void clear(long now) {
    heldNanos = heldNanos(now);
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }
}
