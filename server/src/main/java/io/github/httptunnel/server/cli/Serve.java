package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.accesslog.Terminal;
import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.api.AdminApi;
import io.github.httptunnel.server.assembly.BindResult;
import io.github.httptunnel.server.assembly.Heartbeat;
import io.github.httptunnel.server.assembly.Safeguards;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.files.FileWatch;
import io.github.httptunnel.server.files.Followed;
import io.github.httptunnel.server.metrics.ServerMetrics;
import io.github.httptunnel.server.systemd.Notifier;
import io.github.httptunnel.server.systemd.Supervisor;
import io.github.httptunnel.server.systemd.Watchdog;
import io.github.httptunnel.transport.InheritedSocket;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server in this process: start, serve until a signal comes, drain, end. */
final class Serve implements Launch {

  /** Behind the time to drain: the last tunnels' end, and what logs have to write. */
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  /** At a configuration, of which half may be valid too. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final Map<String, String> environment;
  private final StopSignal stop;
  private final IntConsumer halt;
  private final Consumer<List<InetSocketAddress>> open;

  /**
   * @param err where the first screen goes
   * @param stop tells when to end
   * @param halt ends the process at once, with a code
   * @param open told of the listeners' addresses once all of them accept connections
   */
  Serve(
      PrintWriter err,
      Map<String, String> environment,
      StopSignal stop,
      IntConsumer halt,
      Consumer<List<InetSocketAddress>> open) {
    this.err = err;
    this.environment = environment;
    this.stop = stop;
    this.halt = halt;
    this.open = open;
  }

  @Override
  public int run(ServerConfig config, ConfigOrigin origin, List<ConfigWarning> warnings) {
    ConfigResult.Loaded start = new ConfigResult.Loaded(config, warnings, Set.of());
    return run(start, origin, () -> start);
  }

  @Override
  public int run(ConfigResult.Loaded start, ConfigOrigin origin, Supplier<ConfigResult> again) {
    start.warnings().forEach(warning -> say(warning.text()));
    try {
      return observed(start, origin, again);
    } catch (IOException e) {
      say("http-tunnel: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private int observed(ConfigResult.Loaded start, ConfigOrigin origin, Supplier<ConfigResult> again)
      throws IOException {
    String version = VersionLine.number();
    // beside the logs: neither needs the other, and both take a while
    CompletableFuture<ServerMetrics> metrics =
        CompletableFuture.supplyAsync(() -> new ServerMetrics(version));
    Supervisor supervisor = new Supervisor(environment, ProcessHandle.current().pid());
    try (Notifier notifier = supervisor.notifier();
        Logs logs = LogSetup.start(start.config().log(), Terminal.colour(environment));
        TracingStart tracing =
            TracingStart.of(start.config(), version, () -> start.config().log())) {
      return run(start, origin, again, logs, metrics.join(), tracing, supervisor, notifier);
    }
  }

  private int run(
      ConfigResult.Loaded start,
      ConfigOrigin origin,
      Supplier<ConfigResult> again,
      Logs logs,
      ServerMetrics metrics,
      TracingStart tracing,
      Supervisor supervisor,
      Notifier notifier)
      throws IOException {
    Safeguards safeguards =
        Safeguards.with(new LastResort(logs, halt))
            .withHeartbeat(heartbeat(supervisor.watchdog(), notifier));
    TunnelServer built;
    try {
      built =
          TunnelServer.build(
              start.config(), tracing.behind(metrics.observer().and(logs.accessLog())), safeguards);
    } catch (IllegalArgumentException unusable) {
      say("http-tunnel: " + unusable.getMessage() + "; nothing was started");
      return ExitCode.CONFIGURATION;
    }
    try (TunnelServer server = built) {
      metrics.watch(server, logs, tracing::dropped);
      Signals.handle("USR1", logs::reopen);
      Reloader reloader = new Reloader(server, origin, start, again, notifier);
      return serve(new Parts(server, origin, reloader, metrics, logs, notifier), supervisor);
    }
  }

  private static Heartbeat heartbeat(Watchdog watchdog, Notifier notifier) {
    Duration every = watchdog.every();
    return every == null ? Heartbeat.NONE : new Heartbeat(every, notifier::alive);
  }

  /** What a program that runs is made of. */
  private record Parts(
      TunnelServer server,
      ConfigOrigin origin,
      Reloader reloader,
      ServerMetrics metrics,
      Logs logs,
      Notifier notifier) {}

  private int serve(Parts parts, Supervisor supervisor) throws IOException {
    stop.install();
    new HangUp(parts.reloader()::reload, () -> stop.came(StopSignal.HANG_UP)).install();
    return switch (bind(parts.server(), supervisor)) {
      case BindResult.Failed(String problem) -> {
        say("http-tunnel: " + problem);
        yield ExitCode.CANNOT_BIND;
      }
      case BindResult.Bound(List<InetSocketAddress> addresses) -> bound(parts, addresses);
    };
  }

  private int bound(Parts parts, List<InetSocketAddress> addresses) throws IOException {
    ServerConfig config = parts.server().config();
    return switch (AdminStart.of(config.admin(), environment, there -> admin(there, parts))) {
      case AdminStart.Failed(String problem, int code) -> {
        say("http-tunnel: " + problem);
        yield code;
      }
      case AdminStart.Done admin -> {
        ClassPath.open();
        FirstScreen.lines(VersionLine.number(), config, parts.origin(), addresses, admin.lines())
            .forEach(this::say);
        yield administered(admin, parts, () -> open.accept(addresses));
      }
    };
  }

  private static AdminApi admin(AdminConfig config, Parts parts) throws IOException {
    return AdminApi.open(
        config,
        VersionLine.number(),
        parts.server(),
        parts.metrics(),
        parts.logs(),
        () -> parts.reloader().effective().json(),
        parts.reloader()::reload);
  }

  /** Serves until a signal comes, and drains, while the operator may ask how it goes. */
  private int administered(AdminStart.Done admin, Parts parts, Runnable opened) {
    try (admin) {
      parts.notifier().ready("serving");
      opened.run();
      int code = awaitStop(parts.server(), parts.reloader());
      drain(parts.server(), parts.server().config(), parts.notifier());
      return code;
    }
  }

  private int awaitStop(TunnelServer server, Reloader reloader) {
    Followed configuration =
        Followed.of(
            () -> server.config().reloadOnChange() ? reloader.files() : Set.of(), reloader::reload);
    try (FileWatch watch =
        new FileWatch(
            BETWEEN_LOOKS,
            () -> List.of(configuration),
            () -> {},
            LoggerFactory.getLogger(Serve.class))) {
      watch.start();
      return stop.await();
    }
  }

  private static BindResult bind(TunnelServer server, Supervisor supervisor) {
    return switch (supervisor.sockets()) {
      case Supervisor.Sockets.Passed(List<InheritedSocket> sockets) -> server.bind(sockets);
      case Supervisor.Sockets.Unusable(String problem) -> new BindResult.Failed(problem);
    };
  }

  private static void drain(TunnelServer server, ServerConfig config, Notifier notifier) {
    Logger log = LoggerFactory.getLogger(Serve.class);
    int live = server.live();
    log.info(
        "Stopping: no new connections; {} live, for at most {} s; a second signal ends at once",
        live,
        config.drainTimeout().toSeconds());
    notifier.stopping(
        "stopping; " + live + " tunnels were live", config.drainTimeout().plus(END_WITHIN));
    int cutOff = server.drain(config.drainTimeout());
    log.info("Stopped; {} tunnels were ended at the deadline", cutOff);
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
