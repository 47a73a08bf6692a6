package io.github.httptunnel.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.BooleanSupplier;

/** Reads as {@link Transport} does by itself, but little at once while memory is short. */
public final class BoundedReads implements RecvByteBufAllocator {

  /** The most bytes taken from a connection at once while memory is short. */
  public static final int SHORT_READ_BYTES = 4 * 1024;

  private final BooleanSupplier memoryIsShort;

  /**
   * @param memoryIsShort asked before each read, on any event loop
   */
  public BoundedReads(BooleanSupplier memoryIsShort) {
    this.memoryIsShort = memoryIsShort;
  }

  @Override
  public ExtendedHandle newHandle() {
    return new Bounded((ExtendedHandle) Transport.READS.newHandle(), memoryIsShort);
  }

  private static final class Bounded extends DelegatingHandle implements ExtendedHandle {

    private final ExtendedHandle usual;
    private final BooleanSupplier memoryIsShort;

    Bounded(ExtendedHandle usual, BooleanSupplier memoryIsShort) {
      super(usual);
      this.usual = usual;
      this.memoryIsShort = memoryIsShort;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      int wanted = super.guess();
      return memoryIsShort.getAsBoolean() ? Math.min(wanted, SHORT_READ_BYTES) : wanted;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
      return usual.continueReading(mayBeMore);
    }
  }
}
