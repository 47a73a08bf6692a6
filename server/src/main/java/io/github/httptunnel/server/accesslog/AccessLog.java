package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelStats;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Writes down how each request ended: a record, and at debug an application line; and every fault
 * of this program. Safe on any thread, never blocks, never throws.
 */
final class AccessLog implements TunnelObserver {

  private final RecordFormat format;
  private final @Nullable Consumer<String> records;
  private final Logger application;

  /**
   * A log of tunnels.
   *
   * @param records takes one record without the line's end; absent: no records are kept
   * @param application for faults and debug lines; prints no exception's message
   */
  AccessLog(RecordFormat format, @Nullable Consumer<String> records, Logger application) {
    this.format = format;
    this.records = records;
    this.application = application;
  }

  @Override
  public void on(TunnelEvent event) {
    switch (event) {
      case TunnelEvent.Secured _, TunnelEvent.Established _, TunnelEvent.LoopAnswered _ -> {}
      case TunnelEvent.Closed(var stats) -> ended(stats);
      case TunnelEvent.Exhausted(var phase) ->
          application.debug("No memory in phase {}", phase.code());
      case TunnelEvent.Faulted(var phase, var fault) ->
          application.error("Fault of this program in phase {}", phase.code(), fault);
    }
  }

  private void ended(TunnelStats stats) {
    if (records != null) {
      records.accept(format.of(stats));
    }
    if (application.isDebugEnabled()) {
      application.debug(
          "Tunnel {} {}, {} bytes upstream, {} bytes downstream",
          stats.id(),
          words(stats.outcome()),
          bytes(stats.upstream()),
          bytes(stats.downstream()));
    }
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(var refusal, var phase) ->
          "refused in phase " + phase.code() + ": " + refusal.code();
      case Outcome.Abandoned(var phase) -> "abandoned in phase " + phase.code();
      case Outcome.Closed(var reason, var by) ->
          "closed by the " + by.code() + ": " + reason.code();
    };
  }

  private static long bytes(@Nullable DirectionStats stats) {
    return stats == null ? 0 : stats.bytes();
  }
}
