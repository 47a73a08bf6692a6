package io.github.httptunnel.server.assembly;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The share of the direct memory that is in use. Netty and the JDK count separately, each against
 * the same bound ({@code -XX:MaxDirectMemorySize}); the fuller one counts. Netty's figure includes
 * what its allocator keeps for later, which is little.
 */
final class DirectUse implements DoubleSupplier {

  private final List<BufferPoolMXBean> pools =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .toList();

  @Override
  public double getAsDouble() {
    long used = PlatformDependent.usedDirectMemory();
    for (BufferPoolMXBean pool : pools) {
      used = Math.max(used, pool.getMemoryUsed());
    }
    return (double) used / PlatformDependent.maxDirectMemory();
  }
}
