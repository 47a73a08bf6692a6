package io.github.httptunnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The top level. */
@Command(
    name = "http-tunnel",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    headerHeading = "Examples:%n",
    header = {
      "  http-tunnel http                       HTTP proxy for this machine, on port 8080",
      "  http-tunnel --bind 0.0.0.0:3128 http   the same for a home or office network",
      "  http-tunnel https --pk id.p12 --password-file id.password",
      "  http-tunnel tcp --destination example.org:443",
      "  http-tunnel --config proxy.yaml serve",
      ""
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = "%nEvery key of the configuration file: docs/configuration.md")
final class RootCommand implements Callable<Integer> {

  @Mixin private final GlobalOptions options = new GlobalOptions();

  /** The options that stand in front of the command's name. */
  GlobalOptions options() {
    return options;
  }

  @Override
  public Integer call() {
    throw options.usage("a command is missing");
  }
}
