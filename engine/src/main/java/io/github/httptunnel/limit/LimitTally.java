package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the limits of clients and users refused. Thread-safe, hence the adders and the
 * volatile fields.
 */
final class LimitTally {

  private final Map<Measure, LongAdder> refused = new EnumMap<>(Measure.class);
  private final LongAdder surplus = new LongAdder();
  private volatile boolean any;
  private volatile long lastAt;

  LimitTally() {
    Arrays.stream(Measure.values()).forEach(measure -> refused.put(measure, new LongAdder()));
  }

  /** Counts a refusal and gives it. */
  OverLimit refuse(Measure measure, long now) {
    lastAt = now;
    any = true;
    LongAdder count = refused.get(measure);
    if (count != null) {
      count.increment();
    }
    return new OverLimit(measure);
  }

  /** Counts a release of what was not held any more. */
  void released() {
    surplus.increment();
  }

  /** Whether anybody was refused something within the last minute. */
  boolean refusedLately(long now) {
    return any && now - lastAt < RecentRefusals.PAUSE_NANOS;
  }

  /** How often each limit refused, since the start. */
  Map<Measure, Long> refused() {
    Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    refused.forEach((measure, count) -> counts.put(measure, count.sum()));
    return counts;
  }

  long surplus() {
    return surplus.sum();
  }
}
