package io.github.httptunnel.server.metrics;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.MemoryLevel;
import io.github.httptunnel.server.assembly.Overload;
import io.netty.util.internal.PlatformDependent;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * How near the process is to its bounds; read at each scrape.
 *
 * @param overload as the server hands it out
 */
record OverloadReadings(Instruments make, Overload overload) {

  void register() {
    connections();
    memory();
    make.measured(
        "event_loop_lag_max_seconds",
        "How long the slowest event loop takes to get to a task, smoothed.",
        () -> Unit.nanosToSeconds(overload.loops().lag()));
    make.measured(
        "dials_pending", "Dials that wait for an answer.", () -> overload.connects().pending());
    make.measured(
        "dials_limit", "Dials that may wait for an answer now.", () -> overload.connects().cap());
  }

  private void connections() {
    ConnectionBudget budget = overload.connections();
    make.measured(
        "connections_budget_used",
        "Connections that count against the descriptor limit.",
        callback -> {
          callback.call(budget.clients(), "client");
          callback.call(budget.targets(), "target");
        },
        "side");
    make.measured(
        "connections_budget_limit",
        "Connections there may be: of clients, and in all.",
        callback -> {
          callback.call(budget.mostClients(), "client");
          callback.call(budget.most(), "both");
        },
        "side");
  }

  private void memory() {
    make.measured(
        "memory_used_ratio",
        "The fuller one of heap and direct memory, as it counts for the levels.",
        () -> overload.memory().share());
    make.measured(
        "memory_level",
        "What is done about memory: 0 nothing, 1 conserve, 2 shed, 3 relieve.",
        () -> number(overload.memory().level()));
    make.counted(
        "memory_failures", "Memory that could not be had.", () -> overload.memory().failures());
    make.measured(
        "direct_memory_used_bytes",
        "Direct memory that the network buffers take.",
        PlatformDependent::usedDirectMemory);
    make.measured(
        "direct_memory_limit_bytes",
        "Direct memory that they may take.",
        PlatformDependent::maxDirectMemory);
  }

  private static int number(MemoryLevel level) {
    return switch (level) {
      case NORMAL -> 0;
      case CONSERVE -> 1;
      case SHED -> 2;
      case RELIEVE -> 3;
    };
  }
}
