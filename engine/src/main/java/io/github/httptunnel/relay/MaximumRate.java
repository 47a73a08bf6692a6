package io.github.httptunnel.relay;

/**
 * The rule of {@code max_rate_bps} with {@code on_max_rate: close}, as arithmetic: the average from
 * the start, judged whenever bytes move and for the first time after five seconds, so that a tunnel
 * may begin with a burst.
 */
final class MaximumRate {

  static final long GRACE_NANOS = 5 * Nanos.SECOND;

  private final long bytesPerSecond;
  private final long start;
  private long bytes;

  MaximumRate(long bytesPerSecond, long start) {
    this.bytesPerSecond = bytesPerSecond;
    this.start = start;
  }

  /**
   * Counts bytes.
   *
   * @return whether they are too many
   */
  boolean isExceededBy(int more, long now) {
    bytes += more;
    long age = now - start;
    return age >= GRACE_NANOS && (double) bytes * Nanos.SECOND > (double) bytesPerSecond * age;
  }
}
