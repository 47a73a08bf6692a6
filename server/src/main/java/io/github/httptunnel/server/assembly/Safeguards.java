package io.github.httptunnel.server.assembly;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What a server knows of the process it runs in, and what it does when nothing else helps.
 *
 * @param memoryUse the share of the memory that is in use, 0 to 1; asked every 100 ms by one thread
 * @param warmUp how long after the first connection event loops may be behind without refusing
 *     requests: code that has not been compiled yet takes its time
 * @param stuckAfter how long an event loop may not answer
 * @param lastResort told, on another thread, of a loop that does not answer, in a line that can be
 *     logged; again after as long again
 * @param heartbeat given while all loops answer
 */
public record Safeguards(
    DoubleSupplier memoryUse,
    Duration warmUp,
    Duration stuckAfter,
    Consumer<String> lastResort,
    Heartbeat heartbeat) {

  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /** Longer than anything that a loop does, by far. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  /** Those of an ordinary process, heap and direct memory, and the given last resort. */
  public static Safeguards with(Consumer<String> lastResort) {
    HeapUse heap = HeapUse.ofThisProcess();
    DirectUse direct = new DirectUse();
    return new Safeguards(
        () -> Math.max(heap.getAsDouble(), direct.getAsDouble()),
        WARM_UP,
        STUCK_AFTER,
        lastResort,
        Heartbeat.NONE);
  }

  /** The same with another measure of memory. */
  public Safeguards withMemoryUse(DoubleSupplier other) {
    return new Safeguards(other, warmUp, stuckAfter, lastResort, heartbeat);
  }

  /** The same with another time to warm up. */
  public Safeguards withWarmUp(Duration other) {
    return new Safeguards(memoryUse, other, stuckAfter, lastResort, heartbeat);
  }

  /** The same with another time for a loop to answer. */
  public Safeguards withStuckAfter(Duration other) {
    return new Safeguards(memoryUse, warmUp, other, lastResort, heartbeat);
  }

  /** The same with a sign of life. */
  public Safeguards withHeartbeat(Heartbeat other) {
    return new Safeguards(memoryUse, warmUp, stuckAfter, lastResort, other);
  }
}
