package io.github.httptunnel.server.api;

import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.tunnel.Target;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients may be sent here: connections are accepted, and what the operator wants to be
 * reachable was reached a moment ago. Tried in the background and asked by any thread, hence the
 * volatile field.
 */
final class Readiness implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final TunnelServer server;
  private final @Nullable Target target;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ready-probe").factory());
  private volatile boolean reached;

  /**
   * @param target what must be reached; absent: nothing
   */
  Readiness(TunnelServer server, @Nullable Target target) {
    this.server = server;
    this.target = target;
  }

  /** Tries to reach the target every ten seconds from now on. */
  void start() {
    if (target != null) {
      Target wanted = target;
      thread.scheduleWithFixedDelay(
          () -> reached = server.reaches(wanted), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Why it is not ready; absent if it is. */
  @Nullable String objection() {
    if (!server.isServing()) {
      return "not accepting";
    }
    return target == null || reached ? null : "what admin.ready_probe names was not reached";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
