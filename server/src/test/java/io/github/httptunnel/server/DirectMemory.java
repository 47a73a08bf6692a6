package io.github.httptunnel.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/** The memory behind the buffers of this process. */
final class DirectMemory {

  private DirectMemory() {}

  /** Bytes outside the heap that the allocator has taken, those it keeps for later included. */
  static long allocated() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }
}
