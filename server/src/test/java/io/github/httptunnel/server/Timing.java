package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * Judges moments: nothing may come early at all, nor later than the system property {@code
 * http-tunnel.timing-margin-ms} allows, in milliseconds. Its default leaves room for a busy
 * machine; on a quiet one 100 must do, and below {@value #EXACT_MILLIS} the evenness of a flow is
 * judged too.
 */
final class Timing {

  private static final int EXACT_MILLIS = 500;

  private static final Duration MARGIN =
      Duration.ofMillis(Integer.getInteger("http-tunnel.timing-margin-ms", 5000));

  private Timing() {}

  /** What began at that time of {@link System#nanoTime()} is over now, and lasted so long. */
  static void assertLasted(Duration wanted, long since) {
    assertLasted(wanted, since, since);
  }

  /** The same for what began somewhere between two times. */
  static void assertLasted(Duration wanted, long earliest, long latest) {
    long now = System.nanoTime();
    assertThat(Duration.ofNanos(now - earliest)).isGreaterThanOrEqualTo(wanted);
    assertThat(Duration.ofNanos(now - latest)).isLessThanOrEqualTo(wanted.plus(MARGIN));
  }

  /** Whether the machine is said to be quiet. */
  static boolean isExact() {
    return MARGIN.toMillis() < EXACT_MILLIS;
  }
}
