package io.github.httptunnel.server.assembly;

import io.github.httptunnel.transport.AcceptFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says why a listener cannot accept connections, and what to raise; once a second for each cause at
 * most. Thread-safe.
 */
final class AcceptFailures implements Consumer<AcceptFailure> {

  private final Map<AcceptFailure, TurnedAway> counts = new EnumMap<>(AcceptFailure.class);

  AcceptFailures(String listener, long descriptors, Logger log, LongSupplier nanoTime) {
    for (AcceptFailure failure : AcceptFailure.values()) {
      String advice = advice(failure, descriptors);
      counts.put(
          failure,
          new TurnedAway(
              count -> {
                if (failure != AcceptFailure.PASSING) {
                  log.warn("Listener {}: accepting failed {} times: {}", listener, count, advice);
                }
              },
              nanoTime));
    }
  }

  @Override
  public void accept(AcceptFailure failure) {
    TurnedAway count = counts.get(failure);
    if (count != null) {
      count.count();
    }
  }

  /** How many there were of each since the start. */
  Map<AcceptFailure, Long> totals() {
    Map<AcceptFailure, Long> totals = new EnumMap<>(AcceptFailure.class);
    counts.forEach((failure, count) -> totals.put(failure, count.total()));
    return totals;
  }

  private static String advice(AcceptFailure failure, long descriptors) {
    return switch (failure) {
      case PROCESS_DESCRIPTORS ->
          "all descriptors of this process are in use (EMFILE); clients wait until some are free"
              + " (raise the limit, "
              + descriptors
              + " at the start: ulimit -n, or LimitNOFILE= of systemd)";
      case SYSTEM_DESCRIPTORS ->
          "the whole system has as many files open as it may (ENFILE); clients wait until some are"
              + " closed (raise sysctl fs.file-max)";
      case KERNEL_MEMORY ->
          "the kernel has no memory for another connection (ENOBUFS, ENOMEM); clients wait until it"
              + " has some (more memory for the machine or its control group, sysctl"
              + " net.ipv4.tcp_mem)";
      case PASSING -> "those connections had failed by themselves";
      case OTHER -> "the system gave a reason that this program does not know";
    };
  }
}
