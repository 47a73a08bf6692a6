package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tracing.Disclosure;
import io.github.httptunnel.tracing.Tracing;
import io.github.httptunnel.tracing.TracingConfig;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The export of spans, if the operator wants it: without, none of its classes is loaded, as that
 * would make every start slower.
 */
final class TracingStart implements AutoCloseable {

  private final @Nullable Tracing tracing;

  private TracingStart(@Nullable Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * Starts it, or nothing.
   *
   * @param log what spans may name too; asked for each
   */
  static TracingStart of(ServerConfig config, String version, Supplier<LogConfig> log) {
    TracingConfig wanted = config.tracing();
    return new TracingStart(
        wanted == null ? null : Tracing.start(wanted, version, () -> disclosure(log.get())));
  }

  private static Disclosure disclosure(LogConfig log) {
    return new Disclosure(log.targets(), log.clients(), log.users());
  }

  /** Tells the spans what happens, behind somebody else. */
  TunnelObserver behind(TunnelObserver first) {
    return tracing == null ? first : first.and(tracing.observer());
  }

  /** How many spans were lost. */
  long dropped() {
    return tracing == null ? 0 : tracing.dropped();
  }

  @Override
  public void close() {
    if (tracing != null) {
      tracing.close();
    }
  }
}
