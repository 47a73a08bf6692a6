package io.github.httptunnel.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one direction of a tunnel may do. An absent component is off.
 *
 * <p>The rates count for each direction by itself. The times and the payload are the tunnel's:
 * where the two directions' values differ, the smaller one counts.
 *
 * @param idleTimeout how long neither direction may carry a byte
 * @param halfCloseTimeout how long a tunnel may be silent once one side has finished sending
 * @param minRateBpm the least bytes per minute, of any minute after the first 30 s; where both
 *     directions have a minimum, one that keeps its own is enough
 * @param maxRateBps the most bytes per second
 * @param maxLifetime from the moment both sides may send
 * @param maxTotalPayload bytes of both directions together; they arrive before the end
 * @param onMaxRate what happens at the maximum rate
 */
public record RelayPolicy(
    @Nullable Duration idleTimeout,
    @Nullable Duration halfCloseTimeout,
    @Nullable Long minRateBpm,
    @Nullable Long maxRateBps,
    @Nullable Duration maxLifetime,
    @Nullable Long maxTotalPayload,
    OnMaxRate onMaxRate) {

  /** What happens at the maximum rate. */
  public enum OnMaxRate {
    /** Read more slowly. */
    SHAPE,
    /** Close, once the average since the start is above it after five seconds or more. */
    CLOSE
  }

  /** Checks that every value is positive and that some tunnel could obey both rates. */
  public RelayPolicy {
    positive("idle_timeout", idleTimeout);
    positive("half_close_timeout", halfCloseTimeout);
    positive("max_lifetime", maxLifetime);
    positive("min_rate_bpm", minRateBpm);
    positive("max_rate_bps", maxRateBps);
    positive("max_total_payload", maxTotalPayload);
    if (minRateBpm != null && maxRateBps != null && Math.ceilDiv(minRateBpm, 60) > maxRateBps) {
      throw new IllegalArgumentException(
          "min_rate_bpm: "
              + minRateBpm
              + " bytes per minute is above max_rate_bps: "
              + maxRateBps
              + " bytes per second (expected: min_rate_bpm at most 60 times max_rate_bps)");
    }
  }

  /** Idle after 300 s, half-closed after 60 s, nothing else bounded. */
  public static RelayPolicy defaults() {
    return new RelayPolicy(
        Duration.ofSeconds(300), Duration.ofSeconds(60), null, null, null, null, OnMaxRate.SHAPE);
  }

  private static void positive(String name, @Nullable Duration value) {
    if (value != null && !value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above zero, or off)");
    }
  }

  private static void positive(String name, @Nullable Long value) {
    if (value != null && value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above zero, or off)");
    }
  }
}
