package io.github.httptunnel.server.assembly;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What a server knows of the process it runs in, and what it does when nothing else helps.
 *
 * @param memoryUse the share of the memory that is in use, 0 to 1; asked every 100 ms by one thread
 * @param refusesOnLag whether event loops that are behind refuse requests
 * @param stuckAfter how long an event loop may not answer
 * @param lastResort told, on another thread, of a loop that does not answer, in a line that can be
 *     logged; again after as long again
 * @param heartbeat given while all loops answer
 */
public record Safeguards(
    DoubleSupplier memoryUse,
    boolean refusesOnLag,
    Duration stuckAfter,
    Consumer<String> lastResort,
    Heartbeat heartbeat) {

  /** Longer than anything that a loop does, by far. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  /** Those of an ordinary process, heap and direct memory, and the given last resort. */
  public static Safeguards with(Consumer<String> lastResort) {
    HeapUse heap = HeapUse.ofThisProcess();
    DirectUse direct = new DirectUse();
    return new Safeguards(
        () -> Math.max(heap.getAsDouble(), direct.getAsDouble()),
        true,
        STUCK_AFTER,
        lastResort,
        Heartbeat.NONE);
  }

  /** The same with another measure of memory. */
  public Safeguards withMemoryUse(DoubleSupplier other) {
    return new Safeguards(other, refusesOnLag, stuckAfter, lastResort, heartbeat);
  }

  /** The same, and event loops that are behind refuse requests, or do not. */
  public Safeguards withRefusesOnLag(boolean other) {
    return new Safeguards(memoryUse, other, stuckAfter, lastResort, heartbeat);
  }

  /** The same with another time for a loop to answer. */
  public Safeguards withStuckAfter(Duration other) {
    return new Safeguards(memoryUse, refusesOnLag, other, lastResort, heartbeat);
  }

  /** The same with a sign of life. */
  public Safeguards withHeartbeat(Heartbeat other) {
    return new Safeguards(memoryUse, refusesOnLag, stuckAfter, lastResort, other);
  }
}
