package io.github.httptunnel.server.assembly;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * How reloads went: for metrics. Counted by whoever reloads and read by any thread, hence the
 * atomics.
 */
public final class Reloads {

  private final InstantSource clock;
  private final LongAdder applied = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final AtomicReference<Instant> lastSuccess;

  /** None yet; the start counts as the last success. */
  Reloads(InstantSource clock) {
    this.clock = clock;
    this.lastSuccess = new AtomicReference<>(clock.instant());
  }

  ReloadResult count(ReloadResult result) {
    switch (result) {
      case ReloadResult.Applied _ -> {
        applied.increment();
        lastSuccess.set(clock.instant());
      }
      case ReloadResult.Rejected _ -> rejected.increment();
    }
    return result;
  }

  /** How many took effect. */
  public long applied() {
    return applied.sum();
  }

  /** How many did not. */
  public long rejected() {
    return rejected.sum();
  }

  /** When a configuration came into force the last time. */
  public Instant lastSuccess() {
    return lastSuccess.get();
  }
}
