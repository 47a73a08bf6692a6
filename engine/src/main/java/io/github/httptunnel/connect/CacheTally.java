package io.github.httptunnel.connect;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link CacheStats}. Shared by the caches of all event loops, hence the adders. */
final class CacheTally {

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder pending = new LongAdder();

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  void joined() {
    joined.increment();
  }

  void refused() {
    refused.increment();
  }

  /** So many got an old answer. */
  void stale(int answers) {
    stale.add(answers);
  }

  void refreshed() {
    refreshes.increment();
  }

  /** A look-up is under way. */
  void started() {
    pending.increment();
  }

  /** A look-up is over. */
  void finished() {
    pending.decrement();
  }

  CacheStats stats() {
    return new CacheStats(
        hits.sum(),
        misses.sum(),
        joined.sum(),
        refused.sum(),
        stale.sum(),
        refreshes.sum(),
        pending.sum());
  }
}
