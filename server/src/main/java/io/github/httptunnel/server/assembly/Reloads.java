package io.github.httptunnel.server.assembly;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How reloads went: for metrics. Counted by whoever reloads and read by any thread, hence the
 * atomics.
 */
public final class Reloads {

  private final InstantSource clock;
  private final LongAdder applied = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final AtomicReference<Instant> lastSuccess;
  private final AtomicReference<@Nullable Last> last;

  /**
   * How one reload went.
   *
   * @param at when it was over, by the wall clock
   * @param errors how many mistakes kept it from taking effect; none: it did
   */
  public record Last(Instant at, int errors) {}

  /** None yet; the start counts as the last success. */
  Reloads(InstantSource clock) {
    this.clock = clock;
    this.lastSuccess = new AtomicReference<>(clock.instant());
    this.last = new AtomicReference<>();
  }

  ReloadResult count(ReloadResult result) {
    switch (result) {
      case ReloadResult.Applied _ -> {
        applied.increment();
        lastSuccess.set(clock.instant());
        last.set(new Last(clock.instant(), 0));
      }
      case ReloadResult.Rejected(List<String> problems) -> {
        rejected.increment();
        last.set(new Last(clock.instant(), problems.size()));
      }
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

  /** How the last one went; absent before the first. */
  public @Nullable Last last() {
    return last.get();
  }
}
