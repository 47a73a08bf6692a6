package io.github.httptunnel.relay;

/**
 * The rule of {@code max_rate_bps} with {@code on_max_rate: shape}, as arithmetic: time is an
 * argument, in nanoseconds of any monotonic clock.
 *
 * <p>A bucket that fills evenly and holds what {@link #BURST_NANOS} bring, one byte at least. It
 * begins with {@link #HEAD_START_NANOS}, so that a first small message need not wait, and a client
 * gains little from many short exchanges.
 */
final class Pace {

  static final long BURST_NANOS = 100 * Nanos.MILLISECOND;
  static final long HEAD_START_NANOS = 10 * Nanos.MILLISECOND;

  /** More than any machine relays; keeps the products below within 64 bits. */
  private static final long FASTEST = 50_000_000_000L;

  private final long bytesPerSecond;
  private final long burstNanos;

  /** When the bucket was empty, or, if later than now, when what was spent will have come in. */
  private long emptyAt;

  Pace(long bytesPerSecond, long start) {
    this.bytesPerSecond = Math.min(bytesPerSecond, FASTEST);
    this.burstNanos = Math.max(BURST_NANOS, time(1));
    this.emptyAt = start - HEAD_START_NANOS;
  }

  /** How many bytes may go. */
  long available(long now) {
    return Math.clamp(now - emptyAt, 0, burstNanos) * bytesPerSecond / Nanos.SECOND;
  }

  /** Spends bytes that are {@linkplain #available}. */
  void spend(int bytes, long now) {
    emptyAt = Math.max(emptyAt, now - burstNanos) + time(bytes);
  }

  /**
   * When it is worth to ask again for bytes that had to wait: when all may go, or a quarter of a
   * burst. Larger portions would make the flow uneven within a second; and what comes in while the
   * caller is on its way must find room.
   */
  long readyAt(int waiting) {
    return emptyAt + Math.clamp(time(waiting), time(1), Math.max(burstNanos / 4, time(1)));
  }

  /** How long these bytes take, rounded up. */
  private long time(long bytes) {
    return Math.ceilDiv(bytes * Nanos.SECOND, bytesPerSecond);
  }
}
