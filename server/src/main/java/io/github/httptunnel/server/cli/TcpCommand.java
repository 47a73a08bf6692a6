package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code http-tunnel tcp}. */
@Command(name = "tcp", description = "Relays every connection to one target.")
final class TcpCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;

  @Option(
      names = {"-d", "--destination"},
      paramLabel = "HOST:PORT",
      required = true,
      description = "Where every connection leads.")
  private String destination = "";

  @Mixin private final GlobalOptions options = new GlobalOptions();

  TcpCommand(RootCommand root, Starter starter) {
    this.root = root;
    this.starter = starter;
  }

  @Override
  public Integer call() {
    return switch (TargetSyntax.parse(destination)) {
      case TargetSyntax.Valid(Target target) ->
          starter.startOptions(
              root.options().and(options), new Mode.Tcp(target), "tcp", null, List.of());
      case TargetSyntax.Invalid(String problem) ->
          throw options.usage("--destination: '" + destination + "': " + problem);
    };
  }
}
