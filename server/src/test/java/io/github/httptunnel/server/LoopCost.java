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
 * @param memory in bytes: what was allocated on the heap, also if it was freed since, and what
 *     buffers hold outside
 * @param processorTime on all loops together
 */
record LoopCost(long memory, Duration processorTime) {

  static LoopCost now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] loops =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && info.getThreadName().startsWith("tunnel-loop"))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return new LoopCost(
        Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum() + DirectMemory.allocated(),
        Duration.ofNanos(Arrays.stream(threads.getThreadCpuTime(loops)).sum()));
  }

  LoopCost since(LoopCost before) {
    return new LoopCost(memory - before.memory, processorTime.minus(before.processorTime));
  }
}
