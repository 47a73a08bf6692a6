package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that have come and that nobody has read yet. Each arrival is read in place; only what a
 * reader leaves is copied, so that little data holds no large buffer.
 */
final class Unread {

  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf kept;

  Unread(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** All that is unread, with what has just come; to be given back to {@link #keep}. */
  ByteBuf with(ByteBuf arrived) {
    ByteBuf before = kept;
    if (before == null) {
      return arrived;
    }
    kept = null;
    before.writeBytes(arrived);
    arrived.release();
    return before;
  }

  /** All that is unread; to be given back to {@link #keep}. */
  ByteBuf take() {
    ByteBuf before = kept;
    kept = null;
    return before == null ? allocator.buffer(0) : before;
  }

  /**
   * Keeps what has been left of these bytes, always in another buffer: what has been read of this
   * one may still be on its way, as slices, and must not be moved.
   */
  void keep(ByteBuf rest) {
    if (rest.isReadable()) {
      kept = allocator.buffer(rest.readableBytes()).writeBytes(rest);
    }
    rest.release();
  }

  boolean isEmpty() {
    return kept == null;
  }

  /** How many bytes. */
  int length() {
    return kept == null ? 0 : kept.readableBytes();
  }

  /** Drops everything. */
  void release() {
    if (kept != null) {
      kept.release();
      kept = null;
    }
  }
}
