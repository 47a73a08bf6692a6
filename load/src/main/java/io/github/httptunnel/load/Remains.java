package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy holds because of somebody's visits, and afterwards; knows nothing without a process.
 * Used by one thread.
 */
final class Remains {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double NANOS_PER_SECOND = 1e9;

  private final @Nullable ProcessTree process;
  private Memory memoryBefore = Memory.NONE;
  private Memory memoryMost = Memory.NONE;
  private long descriptorsBefore;
  private long descriptorsMost;
  private long descriptorsAfter;
  private double settledAfter;

  private Remains(@Nullable ProcessTree process) {
    this.process = process;
  }

  /** Before the visits. */
  static Remains of(@Nullable ProcessTree process) throws IOException {
    Remains remains = new Remains(process);
    if (process != null) {
      remains.memoryBefore = process.memory();
      remains.descriptorsBefore = process.descriptors();
    }
    return remains;
  }

  /** Looks how much it is now; the most counts. */
  void look() throws IOException {
    if (process != null) {
      Memory now = process.memory();
      memoryMost = now.resident() > memoryMost.resident() ? now : memoryMost;
      descriptorsMost = Math.max(descriptorsMost, process.descriptors());
    }
  }

  /**
   * The visits are over: waits until there are no more descriptors than before, but not for long.
   */
  void settle(Duration patience, int tolerance) throws IOException {
    if (process == null) {
      return;
    }
    long begin = System.nanoTime();
    do {
      descriptorsAfter = process.descriptors();
      settledAfter = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      Metronome.rest(LOOK_NANOS);
    } while (descriptorsAfter > descriptorsBefore + tolerance
        && System.nanoTime() - begin < patience.toNanos());
  }

  /** Adds what was found, if there was a process to look at. */
  void report(Report report, int visits) {
    if (process != null) {
      report
          .put("rss_before", memoryBefore.resident())
          .put("rss_most", memoryMost.resident())
          .put("rss_each", (memoryMost.resident() - memoryBefore.resident()) / visits)
          .put("descriptors_before", descriptorsBefore)
          .put("descriptors_most", descriptorsMost)
          .put("descriptors_after", descriptorsAfter)
          .put("settled_s", settledAfter);
    }
  }
}
