package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.accesslog.Terminal;
import io.github.httptunnel.server.assembly.BindResult;
import io.github.httptunnel.server.assembly.Safeguards;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server in this process: start, serve until a signal comes, drain, end. */
final class Serve implements Launch {

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
    warnings.forEach(warning -> say(warning.text()));
    try (Logs logs = LogSetup.start(config.log(), Terminal.colour(environment));
        TunnelServer server =
            TunnelServer.build(
                config, logs.accessLog(), Safeguards.with(new LastResort(logs, halt)))) {
      return serve(server, config, origin);
    } catch (IOException e) {
      say("http-tunnel: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private int serve(TunnelServer server, ServerConfig config, ConfigOrigin origin)
      throws IOException {
    stop.install();
    return switch (server.bind()) {
      case BindResult.Failed(String problem) -> {
        say("http-tunnel: " + problem);
        yield ExitCode.CANNOT_BIND;
      }
      case BindResult.Bound(List<InetSocketAddress> addresses) -> {
        FirstScreen.lines(VersionLine.number(), config, origin, addresses).forEach(this::say);
        open.accept(addresses);
        int code = stop.await();
        drain(server, config);
        yield code;
      }
    };
  }

  private static void drain(TunnelServer server, ServerConfig config) {
    Logger log = LoggerFactory.getLogger(Serve.class);
    log.info(
        "Stopping: no new connections; {} live, for at most {} s; a second signal ends at once",
        server.live(),
        config.drainTimeout().toSeconds());
    int cutOff = server.drain(config.drainTimeout());
    log.info("Stopped; {} tunnels were ended at the deadline", cutOff);
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
