package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.MemoryLevel;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The share of the heap that was in use after the last collection of what lives long: garbage that
 * has not been collected is no shortage. A process that refuses work makes little garbage, and so
 * might never learn that the shortage is over: while it is short it asks for a collection now and
 * then. Confined to one thread.
 */
final class HeapUse implements DoubleSupplier {

  /** Far from being short it is read less often: asking the JVM is the dear part of a look. */
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final double FAR = 0.75;

  static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<List<MemoryUsage>> afterCollection;
  private final Runnable collect;
  private final LongSupplier nanoTime;
  private long shortSince;
  private boolean isShort;
  private double share;
  private long readAt;

  /**
   * @param afterCollection of the pools that count
   * @param collect asks for a collection
   */
  HeapUse(Supplier<List<MemoryUsage>> afterCollection, Runnable collect, LongSupplier nanoTime) {
    this.afterCollection = afterCollection;
    this.collect = collect;
    this.nanoTime = nanoTime;
    this.readAt = nanoTime.getAsLong() - REST_NANOS;
  }

  static HeapUse ofThisProcess() {
    // pools for what has just been made are often full, and say nothing
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isUsageThresholdSupported)
            .toList();
    return new HeapUse(
        () ->
            pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .toList(),
        System::gc,
        System::nanoTime);
  }

  @Override
  public double getAsDouble() {
    long now = nanoTime.getAsLong();
    if (share < FAR && now - readAt < REST_NANOS) {
      return share;
    }
    readAt = now;
    share = read();
    if (share < MemoryLevel.CONSERVE.reachedAt()) {
      isShort = false;
    } else if (!isShort) {
      isShort = true;
      shortSince = now;
    } else if (now - shortSince >= ASK_NANOS) {
      shortSince = now;
      collect.run();
    }
    return share;
  }

  private double read() {
    return afterCollection.get().stream()
        .filter(usage -> usage.getMax() > 0)
        .mapToDouble(usage -> (double) usage.getUsed() / usage.getMax())
        .max()
        .orElse(0);
  }
}
