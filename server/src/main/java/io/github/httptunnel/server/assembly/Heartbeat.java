package io.github.httptunnel.server.assembly;

import java.time.Duration;

/**
 * A sign of life, given as long as every event loop answers.
 *
 * @param every how often; a loop that does not answer for so long stops it
 * @param beat gives the sign; on one thread, which it must not hold up
 */
public record Heartbeat(Duration every, Runnable beat) {

  /** Nobody listens. */
  public static final Heartbeat NONE = new Heartbeat(Duration.ofDays(1), () -> {});
}
