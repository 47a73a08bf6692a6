package io.github.httptunnel.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of one event loop share while bytes move: a buffer and a pipe, both empty
 * between two events. Confined to the event loop.
 */
final class LoopBuffers {

  private @Nullable ByteBuffer memory;
  private @Nullable Pipe pipe;
  private int borrowers;

  /** As large as the largest stride of a copy. */
  ByteBuffer memory() {
    if (memory == null) {
      memory = ByteBuffer.allocateDirect(Strides.LARGEST_COPY);
    }
    return memory;
  }

  /** A part of {@link #memory()} in a buffer of its own. */
  ByteBuf copy(int from, int to) {
    ByteBuffer part = memory().duplicate().limit(to).position(from);
    return ByteBufAllocator.DEFAULT.directBuffer(to - from).writeBytes(part);
  }

  /** Sees to it that there is a pipe until it is returned; false if the system gives none. */
  boolean borrowPipe() {
    if (pipe == null) {
      pipe = Pipe.open();
    }
    if (pipe != null) {
      borrowers++;
    }
    return pipe != null;
  }

  /** For those who have borrowed it; null if the system gives no new one for one that was lost. */
  @Nullable Pipe pipe() {
    if (pipe != null && pipe.isDirty()) {
      pipe.close();
      pipe = Pipe.open();
    }
    return pipe;
  }

  void returnPipe() {
    borrowers--;
    if (borrowers == 0 && pipe != null) {
      pipe.close();
      pipe = null;
    }
  }
}
