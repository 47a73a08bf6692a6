package io.github.httptunnel.server;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;

/**
 * What the event loops of this process have used since they started. Exact, as nothing is sampled;
 * to be read while one server runs.
 *
 * @param heap bytes that were allocated there, also those that were freed since
 * @param direct bytes that buffers hold outside
 * @param processorTime on all loops together
 */
record LoopCost(long heap, long direct, Duration processorTime) {

  static LoopCost now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] loops =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && info.getThreadName().startsWith("tunnel-loop"))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return new LoopCost(
        Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum(),
        DirectMemory.allocated(),
        Duration.ofNanos(Arrays.stream(threads.getThreadCpuTime(loops)).sum()));
  }

  LoopCost since(LoopCost before) {
    return new LoopCost(
        heap - before.heap, direct - before.direct, processorTime.minus(before.processorTime));
  }

  /** In bytes, for one of so many requests: when one is served, the one before has left garbage. */
  long memoryOfOne(int requests) {
    return heap / Math.max(requests, 1) + direct;
  }
}
