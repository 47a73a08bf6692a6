package io.github.httptunnel.server.api;

import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.AdminListener;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Supplier;

/** The admin listener of one program, while it is open. */
public final class AdminApi implements AutoCloseable {

  private final AdminListener listener;
  private final Readiness readiness;
  private final History history;

  private AdminApi(AdminListener listener, Readiness readiness, History history) {
    this.listener = listener;
    this.readiness = readiness;
    this.history = history;
  }

  /**
   * Begins to answer. From now on no tunnel leads to where that is.
   *
   * @param config with a token, if other machines can reach it
   * @param version of this program
   * @param effective what holds, key by key, as JSON with secrets masked
   * @param reload reads the configuration again and puts it into force
   * @throws IOException if nobody can listen there
   */
  public static AdminApi open(
      AdminConfig config,
      String version,
      TunnelServer server,
      ServerMetrics metrics,
      Logs logs,
      Supplier<String> effective,
      Supplier<ReloadResult> reload)
      throws IOException {
    Readiness readiness = new Readiness(server, config.readyProbe());
    StatusReader status =
        new StatusReader(version, Instant.now(), server, metrics, logs, System::nanoTime);
    History history = new History(status::moment, System::nanoTime);
    AdminPages pages =
        new AdminPages(server, metrics.page(), status, history, readiness, effective, reload);
    AdminListener listener = AdminListener.open(config, pages.all());
    server.keepFrom(listener.address());
    readiness.start();
    history.start();
    return new AdminApi(listener, readiness, history);
  }

  /** Where it listens, with its real port. */
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public void close() {
    history.close();
    readiness.close();
    listener.close();
  }
}
