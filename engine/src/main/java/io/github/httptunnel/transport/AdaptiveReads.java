package io.github.httptunnel.transport;

import io.github.httptunnel.tunnel.ReadRoom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Buffers for the reads of one connection, as large as its last ones were: up to {@link
 * Transport#READ_BYTES}, and beyond that only as far as there is room for what is read, as it would
 * wait here otherwise.
 */
final class AdaptiveReads extends AdaptiveRecvByteBufAllocator implements ReadRoom {

  private static final int LEAST = 512;
  private static final int FIRST = 2048;

  /** More saves hardly any system calls, and leaves the processor's caches. */
  private static final int MOST = 2 * Transport.READ_BYTES;

  private IntSupplier room = NONE;

  AdaptiveReads() {
    super(LEAST, FIRST, MOST);
  }

  @Override
  public void set(IntSupplier bytes) {
    room = bytes;
  }

  @Override
  @SuppressWarnings("deprecation") // the type is what Netty asks for
  public Handle newHandle() {
    return new Bounded((ExtendedHandle) super.newHandle());
  }

  private final class Bounded extends RecvByteBufAllocator.DelegatingHandle
      implements RecvByteBufAllocator.ExtendedHandle {

    private final ExtendedHandle adaptive;

    private Bounded(ExtendedHandle adaptive) {
      super(adaptive);
      this.adaptive = adaptive;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      int wanted = adaptive.guess();
      return wanted <= Transport.READ_BYTES
          ? wanted
          : Math.clamp(room.getAsInt(), Transport.READ_BYTES, wanted);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
      return adaptive.continueReading(mayBeMore);
    }
  }
}
