package io.github.httptunnel.transport;

import io.github.httptunnel.tunnel.ReadRoom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Buffers for the reads of one connection, as large as its last ones were: up to {@link
 * Transport#READ_BYTES}, and beyond that only as far as there is room for what is read, as it would
 * wait here otherwise. Little at once while memory is short. Belongs to one channel and its event
 * loop.
 */
public final class AdaptiveReads extends AdaptiveRecvByteBufAllocator implements ReadRoom {

  private static final int LEAST = 512;
  private static final int FIRST = 2048;

  /** More saves hardly any system calls, and leaves the processor's caches. */
  private static final int MOST = 2 * Transport.READ_BYTES;

  /** The most bytes taken from a connection at once while memory is short. */
  public static final int SHORT_READ_BYTES = 4 * 1024;

  private final BooleanSupplier memoryIsShort;
  private IntSupplier room = NONE;

  /**
   * @param memoryIsShort asked before each read
   */
  public AdaptiveReads(BooleanSupplier memoryIsShort) {
    super(LEAST, FIRST, MOST);
    this.memoryIsShort = memoryIsShort;
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
      if (memoryIsShort.getAsBoolean()) {
        return Math.min(wanted, SHORT_READ_BYTES);
      }
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
