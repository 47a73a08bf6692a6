package io.github.httptunnel.http1;

import java.util.concurrent.TimeUnit;

/**
 * The least pace of a request's content, as arithmetic: pauses are bounded by themselves, but a
 * byte in each of them would keep a connection for days. What counts is the time for which the
 * client was waited for; time in which nobody read is none of it.
 */
final class BodyPace {

  /** No content is judged before that. */
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** On average since the beginning; a modem of the last century had eight times that. */
  static final long BYTES_PER_SECOND = 240;

  private BodyPace() {}

  /**
   * How much longer the client may be waited for.
   *
   * @param received bytes so far
   * @param waited nanoseconds so far
   */
  static long left(long received, long waited) {
    long earned = TimeUnit.SECONDS.toNanos(Math.ceilDiv(received, BYTES_PER_SECOND));
    return Math.max(GRACE_NANOS, earned) - waited;
  }
}
